import { DomainError, validationFailed } from '../../common/index.js';

export const DeviceErrors = {
  notFound: () => new DomainError('DEVICE_NOT_FOUND', 404),
  ended: () => new DomainError('DEVICE_ENDED', 409),
  eventLongOver: () => new DomainError('DEVICE_EVENT_OVER', 409),
  /** The same for a code that is wrong, too old or used. */
  pairingRefused: () => new DomainError('PAIRING_REFUSED', 403),
  gateUnknown: (field: string) => validationFailed([{ field, code: 'GATE_UNKNOWN' }]),
  expiryOutOfRange: () => validationFailed([{ field: 'expiresAt', code: 'DEVICE_EXPIRY' }]),
};
