import { versionOf } from '../common/index.js';
import type { NipKind } from './rules/nip.js';
import { nameKey, type PersonName } from './person-name.js';
import { dayBefore } from './days.js';
import type { Employee } from './employee.entity.js';
import type { Employment } from './employment.entity.js';

/** What can be said of an employee. */
export interface EmployeeFields extends PersonName {
  kind: NipKind;
  unitId: string;
  position: string;
  rank: string;
  phone: string;
  email: string;
  active: boolean;
}

export const employeeFields = [
  'frontTitle',
  'name',
  'backTitle',
  'kind',
  'unitId',
  'position',
  'rank',
  'phone',
  'email',
  'active',
] as const satisfies (keyof EmployeeFields)[];

export const fieldsOf = (employee: Employee): EmployeeFields =>
  Object.fromEntries(employeeFields.map((field) => [field, employee[field]])) as unknown as EmployeeFields;

export const differing = (before: EmployeeFields, after: EmployeeFields): (keyof EmployeeFields)[] =>
  employeeFields.filter((field) => before[field] !== after[field]);

/** Changes with whatever can be said of the employee. */
export const employeeVersion = (employee: Employee): string =>
  versionOf(employeeFields.map((field) => employee[field]));

export const columnsOf = (fields: EmployeeFields) => ({ ...fields, nameKey: nameKey(fields.name) });

/** How the history changes when somebody works elsewhere, or as something else, from a day on. */
export type Step = { kind: 'none' } | { kind: 'mend'; id: string } | { kind: 'next'; closes: string; closedOn: string };

export function stepOf(open: Employment, wanted: Pick<Employment, 'unitId' | 'position' | 'rank'>, from: string): Step {
  const same = open.unitId === wanted.unitId && open.position === wanted.position && open.rank === wanted.rank;
  if (same) return { kind: 'none' };
  if (open.validFrom === from) return { kind: 'mend', id: open.id };
  return { kind: 'next', closes: open.id, closedOn: dayBefore(from) };
}
