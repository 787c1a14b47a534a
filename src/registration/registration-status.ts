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
  waiting: ['offered', 'confirmed', 'cancelled', 'declined'],
  offered: ['confirmed', 'waiting', 'cancelled', 'declined'],
  confirmed: ['cancelled', 'declined'],
  cancelled: [],
  declined: [],
};

/** Every transition there is. A person who comes back after an end is a new row. */
export const mayBecome = (from: RegistrationStatus, to: RegistrationStatus): boolean => NEXT[from].includes(to);

/** The states that may become `to`, for the WHERE of a guarded UPDATE. */
export const sourcesOf = (to: RegistrationStatus): RegistrationStatus[] =>
  registrationStatuses.filter((from) => mayBecome(from, to));

/** States that count in `seat_pool.taken`. */
export const holdsSeat = (status: RegistrationStatus): boolean =>
  status === 'confirmed' || status === 'unconfirmed' || status === 'pending' || status === 'offered';

/** States in which a person key is taken for its event. */
export const isLive = (status: RegistrationStatus): boolean => NEXT[status].length > 0;
