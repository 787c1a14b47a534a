import { DomainError, validationFailed } from '../common/index.js';

export const DirectoryErrors = {
  employeeNotFound: () => new DomainError('EMPLOYEE_NOT_FOUND', 404),
  /** Since the form was opened. */
  employeeChanged: () => new DomainError('EMPLOYEE_CHANGED', 409),
  nipTaken: () => validationFailed([{ field: 'nip', code: 'EMPLOYEE_NIP_TAKEN' }]),
  unitNotFound: () => new DomainError('UNIT_NOT_FOUND', 404),
  /** It has become part of another one. */
  unitGone: () => new DomainError('UNIT_GONE', 409),
  nameTaken: () => validationFailed([{ field: 'name', code: 'UNIT_NAME_TAKEN' }]),
  codeTaken: () => validationFailed([{ field: 'code', code: 'UNIT_CODE_TAKEN' }]),
  parentUnknown: () => validationFailed([{ field: 'parentId', code: 'NOT_ALLOWED' }]),
  underItself: () => validationFailed([{ field: 'parentId', code: 'UNIT_UNDER_ITSELF' }]),
  intoUnknown: () => validationFailed([{ field: 'intoId', code: 'NOT_ALLOWED' }]),
  intoItself: () => validationFailed([{ field: 'intoId', code: 'UNIT_INTO_ITSELF' }]),
};
