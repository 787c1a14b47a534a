import { DomainError, validationFailed } from '../common/index.js';

export const IdentityErrors = {
  signInRequired: () => new DomainError('SIGN_IN_REQUIRED', 401),
  sessionEnded: () => new DomainError('SESSION_ENDED', 401),
  /** The same for a wrong password, an unknown e-mail and an account that is switched off. */
  signInRefused: () => new DomainError('SIGN_IN_REFUSED', 401),
  signInLocked: (seconds: number) =>
    new DomainError('SIGN_IN_LOCKED', 429, { params: { seconds, minutes: Math.ceil(seconds / 60) } }),
  deviceUnknown: () => new DomainError('DEVICE_UNKNOWN', 401),
  deviceRevoked: () => new DomainError('DEVICE_REVOKED', 401),
  deviceExpired: () => new DomainError('DEVICE_EXPIRED', 401),
  originRefused: () => new DomainError('ORIGIN_REFUSED', 403),
  noPermission: (scope: 'event' | 'everywhere') => new DomainError('NO_PERMISSION', 403, { params: { scope } }),
  eventNotFound: () => new DomainError('EVENT_NOT_FOUND', 404),
  accountNotFound: () => new DomainError('ACCOUNT_NOT_FOUND', 404),
  roleNotFound: () => new DomainError('ROLE_NOT_FOUND', 404),
  emailTaken: () => new DomainError('EMAIL_TAKEN', 409),
  lastAdmin: () => new DomainError('LAST_ADMIN', 409),
  passwordWrong: () => validationFailed([{ field: 'current', code: 'PASSWORD_WRONG' }]),
  passwordSame: () => validationFailed([{ field: 'next', code: 'PASSWORD_SAME' }]),
  roleHeld: (field: string) => validationFailed([{ field, code: 'ROLE_HELD' }]),
  roleEverywhereOnly: (field: string) => validationFailed([{ field, code: 'ROLE_EVERYWHERE_ONLY' }]),
  eventUnknown: (field: string) => validationFailed([{ field, code: 'EVENT_UNKNOWN' }]),
  signingKeyNotFound: () => new DomainError('SIGNING_KEY_NOT_FOUND', 404),
  signingKeyInUse: () => new DomainError('SIGNING_KEY_IN_USE', 409),
  signingKeysUsedUp: () => new DomainError('SIGNING_KEYS_USED_UP', 409),
  setupTokenWrong: () => new DomainError('SETUP_TOKEN_WRONG', 403),
  setupDone: () => new DomainError('SETUP_DONE', 409),
};
