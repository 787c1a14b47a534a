import { DomainError, validationFailed } from '../../common/index.js';

export const DeviceErrors = {
  notFound: () => new DomainError('DEVICE_NOT_FOUND', 404),
  ended: () => new DomainError('DEVICE_ENDED', 409),
  /** Whoever pairs with a new code scans at the other events of the phone as well. */
  atOtherEvents: () => new DomainError('DEVICE_OTHER_EVENTS', 403),
  eventLongOver: () => new DomainError('DEVICE_EVENT_OVER', 409),
  /** The same for a code that is wrong, too old or used. */
  pairingRefused: () => new DomainError('PAIRING_REFUSED', 403),
  nameTaken: (name: string, event: string) =>
    validationFailed([{ field: 'name', code: 'DEVICE_NAME_TAKEN', params: { name, event } }]),
  gateUnknown: (field: string) => validationFailed([{ field, code: 'GATE_UNKNOWN' }]),
  /** The same for an event that is not there, that the person does not manage, and that takes no phones now. */
  eventNotOffered: (field: string) => validationFailed([{ field, code: 'DEVICE_EVENT' }]),
  eventsApart: (field: string) => validationFailed([{ field, code: 'DEVICE_EVENTS_APART' }]),
  expiryOutOfRange: () => validationFailed([{ field: 'expiresAt', code: 'DEVICE_EXPIRY' }]),
};
