import { DomainError, type FieldError } from '../common/index.js';

export const CertificateErrors = {
  notDrawable: (letters: string, cause: unknown) =>
    new DomainError('CERTIFICATES_NOT_DRAWABLE', 409, { params: { letters }, cause }),
  notFound: () => new DomainError('CERTIFICATE_NOT_FOUND', 404),
  eventNotPublished: () => new DomainError('CERTIFICATES_EVENT_NOT_PUBLISHED', 409),
  eventNotOver: (endsAt: string) => new DomainError('CERTIFICATES_EVENT_NOT_OVER', 409, { params: { endsAt } }),
  noSignatory: () => new DomainError('CERTIFICATES_NO_SIGNATORY', 409),
  numberSettings: (errors: FieldError[]) => new DomainError('CERTIFICATES_NUMBER_SETTINGS', 409, { errors }),
  dateTooEarly: (datedOn: string, endedOn: string) =>
    new DomainError('CERTIFICATES_DATE_TOO_EARLY', 409, { params: { datedOn, endedOn } }),
  numberTaken: (cause: unknown) => new DomainError('CERTIFICATES_NUMBER_TAKEN', 409, { cause }),
  busy: (cause: unknown) => new DomainError('CERTIFICATES_BUSY', 409, { cause }),
  notIssued: () => new DomainError('CERTIFICATE_NOT_ISSUED', 409),
  drawn: () => new DomainError('CERTIFICATE_DRAWN', 409),
  revoked: () => new DomainError('CERTIFICATE_REVOKED', 409),
};
