import type { Event } from '../../events/index.js';
import type { Registration } from '../registration.entity.js';
import type { RegistrationTemplate } from '../mails/registration-mail.js';
import type { RegistrationStatus } from '../registration-status.js';

const HOUR = 3_600_000;

/** What a seat asks of whoever gets it by himself. */
export interface Asked {
  approval: boolean;
  /** Until when the seat is held for an address that is to be proven; null asks for no proof. */
  proofUntil: Date | null;
}

/** A seat is never held beyond the start of the event; one that began already cannot be waited for. */
export function heldUntil(now: Date, hours: number, startsAt: Date | null): Date {
  const until = now.getTime() + hours * HOUR;
  const start = startsAt?.getTime() ?? Infinity;
  return new Date(start > now.getTime() ? Math.min(until, start) : until);
}

/** How somebody stands who has just come. Whoever waits is asked nothing before there is a seat for him. */
export function standingOnEntry(
  place: number | null,
  asked?: Asked,
): { status: RegistrationStatus; holdUntil: Date | null } {
  if (place !== null) return { status: 'waiting', holdUntil: null };
  if (asked?.proofUntil) return { status: 'unconfirmed', holdUntil: asked.proofUntil };
  return { status: withSeat(asked?.approval ?? false), holdUntil: null };
}

/** By himself or through his unit, whom the organiser's approval is for. Others he has entered or admitted himself. */
export const comesByHimself = (source: Registration['source']): boolean => source === 'form' || source === 'delegate';

/** Where a seat leads that nothing but an approval can stand in the way of. */
export const withSeat = (approval: boolean): 'pending' | 'confirmed' => (approval ? 'pending' : 'confirmed');

/**
 * A freed seat is offered where the organiser wants it so, and also to somebody whose address must be proven and is not:
 * accepting by the link in his mail is the proof.
 */
export const isOffered = (
  event: Pick<Event, 'waitingMode' | 'proofHours'>,
  registration: Pick<Registration, 'source' | 'provedAt'>,
): boolean => event.waitingMode === 'offer' || mustProve(event, registration);

export const mustProve = (
  event: Pick<Event, 'proofHours'>,
  { source, provedAt }: Pick<Registration, 'source' | 'provedAt'>,
): boolean => event.proofHours !== null && source === 'form' && provedAt === null;

/** Seats change hands in published events that have not begun. */
export const givesSeats = (event: Pick<Event, 'state' | 'startsAt'>, now: Date): boolean =>
  event.state === 'published' && (event.startsAt === null || event.startsAt > now);

const ENTRIES = {
  confirmed: { mail: 'registration_confirmed', action: 'registration.confirmed' },
  waiting: { mail: 'registration_waiting', action: 'registration.placed_waiting' },
  pending: { mail: 'registration_pending', action: 'registration.placed_pending' },
  unconfirmed: { mail: 'registration_proof', action: 'registration.placed_unconfirmed' },
} as const satisfies Partial<Record<RegistrationStatus, { mail: RegistrationTemplate; action: string }>>;

/** The mail and the audit entry of somebody who has just come. */
export function entryOf(status: RegistrationStatus): { mail: RegistrationTemplate; action: string } {
  if (!(status in ENTRIES)) throw new Error(`Nobody comes in as ${status}`);
  return ENTRIES[status as keyof typeof ENTRIES];
}
