import { DomainError } from '../common/index.js';

export const TrainingRecordErrors = {
  notFound: () => new DomainError('TRAINING_RECORD_NOT_FOUND', 404),
  settled: () => new DomainError('TRAINING_RECORD_SETTLED', 409),
  employeeNotFound: () => new DomainError('EMPLOYEE_NOT_FOUND', 404),
  noInstansi: () => new DomainError('SIASN_INSTANSI_MISSING', 409),
};
