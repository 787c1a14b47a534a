import { parse } from 'csv-parse/sync';
import { DomainError } from '../../common/index.js';
import { type Employee, isUnder, parseNip, survivors, type Unit } from '../../directory/index.js';
import { type CellReason, type Cells, type ReadTable, readTable, refusal, type Verdict } from '../../imports/index.js';
import type { Applicant } from '../form/applicant.js';
import { participantColumns } from '../import/participant-columns.js';
import { judgeParticipant, type ParticipantFacts } from '../import/participant-row.js';
import { DelegationErrors } from './delegation.errors.js';

export const MOST_ROWS = 50;

export const deskFields = [
  'nip',
  'frontTitle',
  'name',
  'backTitle',
  'unit',
  'position',
  'rank',
  'phone',
  'email',
  'kind',
] as const;
export type DeskField = (typeof deskFields)[number];

/** Of a sheet without headings; as the page tells it. */
const ORDER: DeskField[] = ['nip', 'name', 'position', 'rank', 'phone', 'email', 'unit'];
const COLUMNS = participantColumns.filter(({ field }) => (deskFields as readonly string[]).includes(field));
const HEADING = ORDER.map((field) => COLUMNS.find((column) => column.field === field)?.header.id ?? '');
const LAYOUT = { columns: COLUMNS, required: [['nip', 'name']] };

/** The unit of a desk with all that lies under it, also those that have since become part of these. */
export function unitsInside(units: readonly Unit[], unitId: string): Unit[] {
  const root = survivors(units)(unitId);
  return units.filter(({ id }) => isUnder(units, id, root));
}

/**
 * Rows as they come from a sheet: cells between tabs (or semicolons), with or without a line of headings.
 * @throws DomainError VALIDATION on `text`
 */
export function readPasted(text: string): Cells[] {
  const delimiter = text.includes('\t') ? '\t' : ';';
  const lines = cellsOf(text, delimiter).map((cells, index) => ({ line: index + 1, cells }));
  const { rows } = tableOf(lines) ?? tableOf([{ line: 0, cells: HEADING }, ...lines]) ?? { rows: [] };
  if (rows.length > MOST_ROWS) throw DelegationErrors.unreadable('TOO_MANY', { bound: MOST_ROWS });
  return rows.map(({ cells }) => cells);
}

/** Null when no line of it names columns. */
function tableOf(lines: { line: number; cells: string[] }[]): ReadTable | null {
  try {
    return readTable(lines, LAYOUT);
  } catch (error) {
    const [fault] = error instanceof DomainError ? error.errors : [];
    if (!fault) throw error;
    if (fault.code === 'IMPORT_NO_HEADING') return null;
    throw DelegationErrors.unreadable(fault.code, fault.params);
  }
}

function cellsOf(text: string, delimiter: string): string[][] {
  const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true };
  try {
    return parse(text, { ...options, relax_quotes: true });
  } catch {
    // A quotation mark that is never closed is a sign like others, not a fault of the sheet.
    return parse(text, { ...options, quote: false });
  }
}

export interface DeskRow {
  /** As typed, and what the directory knows where nothing was typed. */
  cells: Cells;
  verdict: Verdict;
  wanted: { applicant: Applicant; liveKey: string } | null;
}

/** The same rules as everywhere, for people of the desk's own units; the directory tells of no others. */
export function judgeRow(
  cells: Cells,
  facts: Omit<ParticipantFacts, 'live'>,
  inside: readonly Unit[],
  root: Unit,
): DeskRow {
  const survivor = survivors(inside);
  const found = cells.unit ? facts.units.find(cells.unit) : null;
  const employee = employeeOf(cells, facts);
  const own = employee && inside.find(({ id }) => id === survivor(employee.unitId));
  const unit = found?.ok ? found.unit : (own ?? root);
  const filled = employee ? { ...cells, ...blanks(cells, { ...employee, unit: unit.name }) } : cells;
  const { verdict, wanted } = judgeParticipant({ ...filled, unit: unit.code }, { ...facts, live: new Map() });
  if (!found || found.ok) return { cells: filled, verdict, wanted };
  const outside: CellReason = { field: 'unit', code: 'UNIT_OUTSIDE', params: { unit: root.name } };
  return { cells: filled, verdict: refusal([...verdict.reasons, outside]), wanted: null };
}

export const nipOf = ({ nip }: Cells): string | null => {
  const read = nip ? parseNip(nip) : null;
  return read?.ok ? read.nip : null;
};

const employeeOf = (cells: Cells, { employees }: Pick<ParticipantFacts, 'employees'>): Employee | undefined =>
  employees.get(nipOf(cells) ?? '');

function blanks(cells: Cells, known: Omit<Employee, 'unit'> & { unit: string }): Cells {
  const fields = ['frontTitle', 'name', 'backTitle', 'unit', 'position', 'rank', 'phone', 'email'] as const;
  return Object.fromEntries(fields.flatMap((field) => (cells[field] || !known[field] ? [] : [[field, known[field]]])));
}
