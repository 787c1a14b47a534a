import { DomainError, type FieldError } from '../common/index.js';

export const EventErrors = {
  notFound: () => new DomainError('EVENT_NOT_FOUND', 404),
  notEditable: () => new DomainError('EVENT_NOT_EDITABLE', 409),
  notDraft: () => new DomainError('EVENT_NOT_DRAFT', 409),
  notReady: (errors: FieldError[]) => new DomainError('EVENT_NOT_READY', 422, { errors }),
  notCancellable: () => new DomainError('EVENT_NOT_CANCELLABLE', 409),
  notArchivable: () => new DomainError('EVENT_NOT_ARCHIVABLE', 409),
  notPublished: () => new DomainError('EVENT_NOT_PUBLISHED', 409),
  certificatesBegan: () => new DomainError('EVENT_CERTIFICATES_BEGAN', 409),
  sessionNotFound: () => new DomainError('SESSION_NOT_FOUND', 404),
  /** What a later capability has against the change. */
  agendaStays: ({ code, params }: FieldError) => new DomainError(code, 409, { params }),
  sessionHasHours: () => new DomainError('SESSION_HAS_HOURS', 409),
  commitmentMissing: () => new DomainError('COMMITMENT_MISSING', 404),
  commitmentLetters: (letters: string, cause: unknown) =>
    new DomainError('COMMITMENT_LETTERS', 409, { params: { letters }, cause }),
  commitmentSigned: () => new DomainError('COMMITMENT_SIGNED', 409),
};
