import { DomainError } from '../common/index.js';

export const JobErrors = {
  notFound: () => new DomainError('JOB_NOT_FOUND', 404),
  /** It runs at this moment, or it is done. */
  notRetryable: () => new DomainError('JOB_NOT_RETRYABLE', 409),
};
