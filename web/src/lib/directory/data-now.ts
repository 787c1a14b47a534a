import type { Answer } from '$lib/api/types';
import { nip } from '$lib/format';
import { m } from '$lib/paraglide/messages';

/** What stands of an employee, by the names of the form's fields. */
export const dataNow = (employee: Answer<'/api/directory/employees/{employeeId}'>): [string, string][] => [
  ['NIP', nip(employee.nip)],
  [m.console_name(), employee.printedName],
  [m.directory_unit(), employee.unit],
  [m.directory_position(), employee.position],
  [m.directory_rank(), employee.history[0]?.rank ?? ''],
  [m.directory_email(), employee.email],
  [m.directory_phone(), employee.phone],
];
