import { dayOf, isCalendarDay } from '../../common/rules/wall-clock.js';

/** What a gate admits to: a day of the event in the event's own zone. */
export type Slot = `day:${string}` | `session:${string}`;

export function daySlot(at: Date, zone: string): Slot {
  return `day:${dayOf(at, zone)}`;
}

/** Ends where the slot ends; a session's slot has no end of its own here. */
export function dayOfSlot(slot: string): string | null {
  return slot.startsWith('day:') ? slot.slice(4) : null;
}

export function sessionOfSlot(slot: string): string | null {
  return slot.startsWith('session:') ? slot.slice(8) : null;
}

export const sessionSlot = (sessionId: string): Slot => `session:${sessionId}`;

/** The day on which a slot lies; null of a session that is not, or no longer, on the agenda. */
export function dayOn<S extends Span & { id: string }>(
  slot: string,
  { sessions, zone }: Pick<Programme<S>, 'sessions' | 'zone'>,
): string | null {
  const session = sessions.find(({ id }) => id === sessionOfSlot(slot));
  return session ? dayOf(session.startsAt, zone) : dayOfSlot(slot);
}

/** One person in one slot. */
export const pageKey = ({ registrationId, slot }: { registrationId: string | null; slot: string }): string =>
  `${registrationId} ${slot}`;

/** From the first session to the last one; the registration desk may open on a day before the programme. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
}

export function spanOf(sessions: readonly Span[]): Span | null {
  if (sessions.length === 0) return null;
  const starts = sessions.map(({ startsAt }) => startsAt.getTime());
  const ends = sessions.map(({ endsAt }) => endsAt.getTime());
  return { startsAt: new Date(Math.min(...starts)), endsAt: new Date(Math.max(...ends)) };
}

const DOORS_OPEN_BEFORE_MS = 60 * 60_000;

/** An hour before the session begins. */
export const doorOpensAt = ({ startsAt }: Pick<Span, 'startsAt'>): Date =>
  new Date(startsAt.getTime() - DOORS_OPEN_BEFORE_MS);

/** The door of a session, from an hour before it begins until it ends. */
export const isOpenAt = (session: Span, at: Date): boolean => at >= doorOpensAt(session) && at <= session.endsAt;

export interface Programme<S extends Span & { id: string }> {
  startsAt: Date | null;
  endsAt: Date | null;
  zone: string;
  sessions: readonly S[];
}

/**
 * What a door admits to at a time, and whether it may then: a session while its door is open, else a day of the event. A
 * door of a session that is not of this event is no reason to lose a scan: it is refused in the slot of its day.
 */
export function placesOf<S extends Span & { id: string }>({
  startsAt,
  endsAt,
  zone,
  sessions,
}: Programme<S>): (at: Date, sessionId?: string | null) => { slot: Slot; isOpen: boolean } {
  const whole = startsAt && endsAt ? { startsAt, endsAt } : null;
  const spans = [whole, spanOf(sessions)].filter((span) => span !== null).map((span) => daysOf(span, zone));
  return (at, sessionId) => {
    const day = dayOf(at, zone);
    const slot: Slot = `day:${day}`;
    if (!sessionId) return { slot, isOpen: spans.some(({ first, last }) => first <= day && day <= last) };
    const session = sessions.find(({ id }) => id === sessionId);
    return session ? { slot: sessionSlot(sessionId), isOpen: isOpenAt(session, at) } : { slot, isOpen: false };
  };
}

export function isDayOf(span: Span, day: string, zone: string): boolean {
  const { first, last } = daysOf(span, zone);
  return isCalendarDay(day) && first <= day && day <= last;
}

/** What ends at midnight ends on the day before. */
const daysOf = ({ startsAt, endsAt }: Span, zone: string): { first: string; last: string } => ({
  first: dayOf(startsAt, zone),
  last: dayOf(new Date(endsAt.getTime() - 1), zone),
});

/** The day an overview speaks of: today while the event runs, else its nearest day. */
export function nearestDay(span: Span, at: Date, zone: string): string {
  const today = dayOf(at, zone);
  const { first, last } = daysOf(span, zone);
  if (today < first) return first;
  return today > last ? last : today;
}
