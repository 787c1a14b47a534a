import { DomainError, type FieldError, type Locale, momentText, validationFailed } from '../common/index.js';
import type { RegistrationStatus } from './registration-status.js';

interface Timed {
  zone: string;
}

const when = (moment: Date, { zone }: Timed) => ({ when: (locale: Locale) => momentText(moment, zone, locale) });

/** To whom a refusal is told: each can do something else about it. */
type Asker = 'organiser' | 'unit' | 'self';

interface Arrived {
  name: string;
  arrivedAt: Date;
}

export const RegistrationErrors = {
  /** Says nothing of the person but that he is registered; his ticket goes to his own address once more. */
  alreadyRegistered: () => new DomainError('ALREADY_REGISTERED', 409),
  notOpenYet: (event: Timed & { registrationOpensAt: Date }) =>
    new DomainError('REGISTRATION_NOT_OPEN', 409, { params: when(event.registrationOpensAt, event) }),
  closed: (event: Timed & { registrationClosesAt: Date }) =>
    new DomainError('REGISTRATION_CLOSED', 409, { params: when(event.registrationClosesAt, event) }),
  /** Said to whoever cannot wait. */
  full: () => new DomainError('EVENT_FULL', 409),
  eventCancelled: () => new DomainError('EVENT_CANCELLED', 409),
  tooManyTries: () => new DomainError('TOO_MANY_TRIES', 429, { params: { seconds: 600 } }),
  busy: () => new DomainError('REGISTRATION_BUSY', 503, { params: { seconds: 5 } }),
  invalid: (errors: FieldError[]) => validationFailed(errors),
  ticketNotFound: () => new DomainError('TICKET_NOT_FOUND', 404),
  /** Without a confirmed seat there is no ticket to keep. */
  ticketNotValid: (status: RegistrationStatus) => new DomainError('TICKET_NOT_VALID', 409, { params: { status } }),
  ticketNotDrawn: (cause: unknown) => new DomainError('TICKET_NOT_DRAWN', 503, { cause, params: { seconds: 5 } }),
  notFound: () => new DomainError('REGISTRATION_NOT_FOUND', 404),
  /** Somebody else was quicker with the same person. */
  moved: () => new DomainError('REGISTRATION_MOVED', 409),
  /** The form was filled from data that is no longer there. */
  changed: () => new DomainError('REGISTRATION_CHANGED', 409),
  offerLapsed: () => new DomainError('OFFER_LAPSED', 409),
  offerAnswered: () => new DomainError('OFFER_ANSWERED', 409),
  proofLapsed: () => new DomainError('PROOF_LAPSED', 409),
  addressUnproved: () => new DomainError('ADDRESS_UNPROVED', 409),
  notWaiting: () => new DomainError('REGISTRATION_NOT_WAITING', 409),
  nothingToAnnounce: () => new DomainError('NOTHING_TO_ANNOUNCE', 409),
  bulkNotFound: () => new DomainError('BULK_NOT_FOUND', 404),
  nothingToUndo: () => new DomainError('NOTHING_TO_UNDO', 409),
  /** Told to whoever enters others: nothing goes to the person. */
  personRegistered: () => new DomainError('PERSON_REGISTERED', 409),
  swapNeedsSeat: () => new DomainError('SWAP_NEEDS_SEAT', 409),
  swapTooLate: (by: Asker) => new DomainError('SWAP_TOO_LATE', 409, { params: { by } }),
  swapArrived: (by: Asker, { name, arrivedAt }: Arrived, event: Timed) =>
    new DomainError('SWAP_ARRIVED', 409, { params: { by, name, ...when(arrivedAt, event) } }),
  swapOtherPool: () => new DomainError('SWAP_OTHER_POOL', 409),
  viewExists: () => validationFailed([{ field: 'name', code: 'VIEW_EXISTS' }]),
  /** A number may be a NIP, which not everybody who sees the list may read. */
  viewNamesPerson: () => validationFailed([{ field: 'shared', code: 'VIEW_NAMES_PERSON' }]),
  viewNeedsEdit: () => new DomainError('VIEW_NEEDS_EDIT', 403),
  viewNotFound: () => new DomainError('VIEW_NOT_FOUND', 404),
  givenUp: () => new DomainError('REGISTRATION_GIVEN_UP', 409),
  ended: () => new DomainError('REGISTRATION_ENDED', 409),
  cancelArrived: (by: Asker, { name, arrivedAt }: Arrived, event: Timed) =>
    new DomainError('CANCEL_ARRIVED', 409, { params: { by, name, ...when(arrivedAt, event) } }),
  tooLateToCancel: (event: Timed & { cancelUntil: Date }) =>
    new DomainError('TOO_LATE_TO_CANCEL', 409, { params: when(event.cancelUntil, event) }),
};
