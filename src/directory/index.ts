import { Employee } from './employee.entity.js';
import { Employment } from './employment.entity.js';
import { Unit } from './unit.entity.js';

export { DirectoryModule } from './directory.module.js';
export type { UnitNode } from './directory.repository.js';
export { Directory, type NewEmployee, type NewUnit } from './directory.service.js';
export { personColumns } from './employee-columns.js';
export { maskNip, type Nip, type NipKind, type NipWarning, parseNip } from './rules/nip.js';
export { nameKey, type PersonName, printedName, soughtName } from './person-name.js';
export { type Phone, parsePhone } from './phone.js';
export { isRank, parseRank, printedRank } from './rank.js';
export { isUnder, survivors, UnitNames } from './unit-tree.js';
export { Employee, Unit };

export const directoryEntities = [Unit, Employee, Employment];
