import { DomainError, validationFailed } from '../../common/index.js';

export const DelegationErrors = {
  /** Also a link that was revoked, or renewed since. */
  linkNotFound: () => new DomainError('DELEGATION_NOT_FOUND', 404),
  linkExpired: () => new DomainError('DELEGATION_EXPIRED', 410),
  notFound: () => new DomainError('DELEGATION_UNKNOWN', 404),
  eventNotPublished: () => new DomainError('EVENT_NOT_PUBLISHED', 409),
  unitUnknown: () => validationFailed([{ field: 'unitId', code: 'UNIT_UNKNOWN' }]),
  expiryPast: () => validationFailed([{ field: 'expiresOn', code: 'EXPIRY_PAST' }]),
  unreadable: (code: string, params?: DomainError['params']) => validationFailed([{ field: 'text', code, params }]),
};
