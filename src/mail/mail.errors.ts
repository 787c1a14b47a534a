import { DomainError } from '../common/index.js';

export const MailErrors = {
  notFound: () => new DomainError('MAIL_NOT_FOUND', 404),
  alreadySent: () => new DomainError('MAIL_ALREADY_SENT', 409),
  notSent: () => new DomainError('MAIL_NOT_SENT', 409),
  withdrawn: () => new DomainError('MAIL_WITHDRAWN', 409),
  /** A try is going on at this moment. */
  beingSent: () => new DomainError('MAIL_BEING_SENT', 409),
};
