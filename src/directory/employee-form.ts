import { isEmail } from 'class-validator';
import type { FieldError } from '../common/index.js';
import type { EmployeeFields } from './employee-record.js';
import { nameKey } from './person-name.js';
import { parsePhone } from './phone.js';
import { isRank } from './rank.js';
import type { Unit } from './unit.entity.js';

/**
 * What a form says of an employee, with every fault at its field.
 * @param unitId his unit of today, which may stay although nobody can choose it any more.
 */
export function judgeForm(
  input: EmployeeFields,
  units: readonly Unit[],
  unitId?: string,
): { fields: EmployeeFields; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const { frontTitle, name, backTitle, kind, position, rank, active } = input;
  if (!nameKey(name)) errors.push({ field: 'name', code: 'NAME_UNREADABLE' });
  if (!units.some(({ id, active: open }) => id === input.unitId && (open || id === unitId))) {
    errors.push({ field: 'unitId', code: 'NOT_ALLOWED' });
  }
  if (rank && !isRank(kind, rank)) errors.push({ field: 'rank', code: 'NOT_ALLOWED' });
  const phone = input.phone ? parsePhone(input.phone) : null;
  if (phone && !phone.ok) errors.push({ field: 'phone', code: phone.code });
  const email = input.email.toLowerCase();
  if (email && !isEmail(email)) errors.push({ field: 'email', code: 'NOT_EMAIL' });
  const fields = {
    frontTitle,
    name,
    backTitle,
    kind,
    unitId: input.unitId,
    position,
    rank,
    active,
    email,
    phone: phone?.ok ? phone.phone : '',
  };
  return { fields, errors };
}
