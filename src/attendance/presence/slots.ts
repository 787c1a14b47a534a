import type { AgendaEntry } from '../../events/index.js';
import { AttendanceErrors } from '../attendance.errors.js';
import { dayOf, endOfDay, startOfDay } from '../../common/rules/wall-clock.js';
import { dayOfSlot, isDayOf, sessionOfSlot, sessionSlot, type Span, spanOf } from '../rules/slot.js';

export interface SlotPlace {
  slot: string;
  day: string;
  /** Null when the slot is a whole day. */
  session: AgendaEntry | null;
}

/** @throws DomainError AGENDA_EMPTY, VALIDATION on `slot` */
export function placeOfSlot(slot: string, sessions: readonly AgendaEntry[], zone: string): SlotPlace {
  const span = spanOf(sessions);
  if (!span) throw AttendanceErrors.agendaEmpty();
  const day = dayOfSlot(slot);
  if (day !== null) {
    if (!isDayOf(span, day, zone)) throw AttendanceErrors.dayOutsideEvent(span, zone);
    return { slot, day, session: null };
  }
  const session = sessions.find(({ id }) => id === sessionOfSlot(slot));
  if (!session) throw AttendanceErrors.sessionNotFound('slot');
  return { slot, day: dayOf(session.startsAt, zone), session };
}

export const sessionsOfDay = (day: string, sessions: readonly AgendaEntry[], zone: string): AgendaEntry[] =>
  sessions.filter(({ startsAt }) => dayOf(startsAt, zone) === day);

/** The day and its sessions: whoever is seen in one of them is present that day. */
export function slotsOfDay(day: string, sessions: readonly AgendaEntry[], zone: string): string[] {
  return [`day:${day}`, ...sessionsOfDay(day, sessions, zone).map(({ id }) => sessionSlot(id))];
}

/** The days on which something is on the agenda, and those between them of which the `known` slots tell. */
export function daysOf(sessions: readonly AgendaEntry[], known: Iterable<string>, zone: string): string[] {
  const span = spanOf(sessions);
  if (!span) return [];
  const others = [...known].flatMap((slot) => dayOfSlot(slot) ?? []).filter((day) => isDayOf(span, day, zone));
  return [...new Set([...sessions.map(({ startsAt }) => dayOf(startsAt, zone)), ...others])].sort();
}

/**
 * From the first session of the day to its last; a day between two of the programme has none, and is whole. What lasts
 * until midnight ends before it, so that it is printed as of this day.
 */
export function spanOfDay(day: string, sessions: readonly AgendaEntry[], zone: string): Span {
  const whole = { startsAt: startOfDay(day, zone), endsAt: endOfDay(day, zone) };
  const { startsAt, endsAt } = spanOf(sessionsOfDay(day, sessions, zone)) ?? whole;
  return { startsAt, endsAt: endsAt < whole.endsAt ? endsAt : new Date(whole.endsAt.getTime() - 1) };
}

/** From when on somebody is late: a session, or the programme of a day, which its registration desk is no part of. */
export function beginningOf({ session, day }: SlotPlace, sessions: readonly AgendaEntry[], zone: string): Date | null {
  if (session) return session.startsAt;
  const today = sessions.filter(({ startsAt, kind }) => kind !== 'registration' && dayOf(startsAt, zone) === day);
  return today[0]?.startsAt ?? null;
}
