export const registrationStatuses = [
  'unconfirmed',
  'pending',
  'confirmed',
  'waiting',
  'offered',
  'cancelled',
  'declined',
] as const;
export type RegistrationStatus = (typeof registrationStatuses)[number];

const NEXT: Record<RegistrationStatus, readonly RegistrationStatus[]> = {
  unconfirmed: ['pending', 'confirmed', 'cancelled', 'declined'],
  pending: ['confirmed', 'cancelled', 'declined'],
  waiting: ['offered', 'pending', 'confirmed', 'cancelled', 'declined'],
  offered: ['pending', 'confirmed', 'waiting', 'cancelled', 'declined'],
  confirmed: ['cancelled', 'declined'],
  cancelled: [],
  declined: [],
};

/** What an organiser takes back before the person was told of it. */
const BACK: Partial<Record<RegistrationStatus, readonly RegistrationStatus[]>> = {
  confirmed: ['unconfirmed', 'pending', 'offered'],
  declined: ['unconfirmed', 'pending', 'waiting', 'offered', 'confirmed'],
};

/** Every transition there is. A person who comes back after an end is a new row. */
export const mayBecome = (from: RegistrationStatus, to: RegistrationStatus): boolean => NEXT[from].includes(to);

/** Whether a decision that led from `to` to `from` can be undone. */
export const mayGoBack = (from: RegistrationStatus, to: RegistrationStatus): boolean =>
  BACK[from]?.includes(to) ?? false;

/** States that count in `seat_pool.taken`. */
export const holdsSeat = (status: RegistrationStatus): boolean =>
  status === 'confirmed' || status === 'unconfirmed' || status === 'pending' || status === 'offered';

/** States in which a person key is taken for its event. */
export const isLive = (status: RegistrationStatus): boolean => NEXT[status].length > 0;
