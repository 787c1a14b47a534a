import { isEmail } from 'class-validator';
import { cleanName } from '../common/index.js';
import { type CellChange, type CellReason, type Cells, refusal, type Verdict } from '../imports/index.js';
import { parseDay } from './days.js';
import type { Employee } from './employee.entity.js';
import { differing, type EmployeeFields, fieldsOf, stepOf } from './employee-record.js';
import type { Employment } from './employment.entity.js';
import { type Nip, type NipKind, parseNip } from './rules/nip.js';
import { nameKey } from './person-name.js';
import { parsePhone } from './phone.js';
import { parseRank, printedRank } from './rank.js';
import type { UnitNames } from './unit-tree.js';

/** What a row is judged against. */
export interface EmployeeFacts {
  units: UnitNames;
  known: Map<string, Employee>;
  open: Map<string, Employment>;
  today: string;
}

export interface JudgedEmployee {
  verdict: Verdict;
  /** Null when the row is refused. */
  wanted: { nip: string; fields: EmployeeFields; from: string | null } | null;
}

const LONGEST = { frontTitle: 60, name: 200, backTitle: 100, position: 200, email: 254 } as const;

/** An empty cell says nothing: it changes nothing of somebody who is there. */
export function judgeEmployee(cells: Cells, facts: EmployeeFacts): JudgedEmployee {
  const reasons: CellReason[] = [];
  const fault = (field: string, code: string, params?: CellReason['params']) => reasons.push({ field, code, params });
  const nip = readNip(cells, fault);
  const employee = nip?.ok ? facts.known.get(nip.nip) : undefined;
  const kind = readKind(cells, fault) ?? employee?.kind ?? (nip?.ok ? nip.kind : null) ?? 'pns';
  const fields = readFields(cells, facts, kind, employee, fault);
  const from = readDay(cells, facts, employee, fields, fault);
  if (!nip?.ok || reasons.length > 0) return { verdict: refusal(reasons), wanted: null };
  const warnings = nip.warnings.map(({ code, params }) => ({ field: 'nip', code, params }));
  const wanted = { nip: nip.nip, fields, from };
  if (!employee) return { verdict: { outcome: 'new', reasons: [], warnings, changes: [] }, wanted };
  const changes = changesOf(fieldsOf(employee), fields, facts.units);
  return { verdict: { outcome: changes.length > 0 ? 'changed' : 'same', reasons: [], warnings, changes }, wanted };
}

type Fault = (field: string, code: string, params?: CellReason['params']) => void;

function readNip(cells: Cells, fault: Fault): Nip | null {
  if (!cells.nip) {
    fault('nip', 'REQUIRED');
    return null;
  }
  const nip = parseNip(cells.nip);
  if (!nip.ok) fault('nip', nip.code, nip.params);
  return nip;
}

function readKind({ kind }: Cells, fault: Fault): NipKind | null {
  if (!kind) return null;
  const word = kind.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/^c?pns$/.test(word)) return 'pns';
  if (/^(pppk|p3k)$/.test(word)) return 'pppk';
  fault('kind', 'EMPLOYEE_KIND');
  return null;
}

function readFields(
  cells: Cells,
  { units }: EmployeeFacts,
  kind: NipKind,
  employee: Employee | undefined,
  fault: Fault,
): EmployeeFields {
  const text = (field: keyof typeof LONGEST): string => {
    const written = cleanName(cells[field] ?? '');
    if ([...written].length > LONGEST[field]) fault(field, 'TOO_LONG', { bound: LONGEST[field] });
    return written || (employee?.[field] ?? '');
  };
  const name = text('name');
  if (!cells.name) fault('name', 'REQUIRED');
  else if (!nameKey(name)) fault('name', 'NAME_UNREADABLE');
  const unit = cells.unit ? units.find(cells.unit) : null;
  if (!unit) fault('unit', 'REQUIRED');
  else if (!unit.ok) fault('unit', unit.code, unit.params);
  const rank = cells.rank ? parseRank(kind, cells.rank) : (employee?.rank ?? '');
  if (rank === null) fault('rank', 'NOT_ALLOWED');
  const phone = cells.phone ? parsePhone(cells.phone) : null;
  if (phone && !phone.ok) fault('phone', phone.code);
  const email = text('email').toLowerCase();
  if (cells.email && !isEmail(email)) fault('email', 'NOT_EMAIL');
  return {
    frontTitle: text('frontTitle'),
    name,
    backTitle: text('backTitle'),
    kind,
    unitId: unit?.ok ? unit.unit.id : '',
    position: text('position'),
    rank: rank ?? '',
    phone: phone?.ok ? phone.phone : (employee?.phone ?? ''),
    email,
    active: true,
  };
}

/** The day from which the row holds: of its own cell, else today. */
function readDay(
  { from }: Cells,
  { open, today }: EmployeeFacts,
  employee: Employee | undefined,
  fields: EmployeeFields,
  fault: Fault,
): string | null {
  const day = from ? parseDay(from) : null;
  if (from && day === null) fault('from', 'IMPORT_NOT_DAY');
  if (day !== null && day > today) fault('from', 'EMPLOYMENT_IN_FUTURE');
  if (!employee) return day;
  const current = open.get(employee.id);
  const moves = current !== undefined && stepOf(current, fields, day ?? today).kind === 'next';
  if (moves && current.validFrom !== null && (day ?? today) < current.validFrom) {
    fault('from', 'EMPLOYMENT_BEFORE_LAST', { day: current.validFrom });
  }
  return day ?? today;
}

/** The column of a field, where its name is another one. */
const COLUMN: Partial<Record<keyof EmployeeFields, string>> = { unitId: 'unit' };

function changesOf(before: EmployeeFields, after: EmployeeFields, units: UnitNames): CellChange[] {
  const worded = (fields: EmployeeFields, field: keyof EmployeeFields): string => {
    if (field === 'unitId') return units.nameOf(fields.unitId);
    if (field === 'rank') return fields.rank && printedRank(fields.rank);
    if (field === 'kind') return fields.kind.toUpperCase();
    return field === 'active' ? '' : fields[field];
  };
  return differing(before, after).map((field) => ({
    field: COLUMN[field] ?? field,
    from: worded(before, field),
    to: worded(after, field),
  }));
}
