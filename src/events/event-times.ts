import { DateTime } from 'luxon';
import type { SessionKind } from './training-hours.js';

export interface TimedSession {
  kind: SessionKind;
  startsAt: Date;
  endsAt: Date;
}

const earliest = (times: Date[]): Date | null => times.reduce<Date | null>((a, b) => (a && a <= b ? a : b), null);
const latest = (times: Date[]): Date | null => times.reduce<Date | null>((a, b) => (a && a >= b ? a : b), null);

/** Start and end of an event derive from its sessions; the desk opens earlier than the programme begins. */
export function eventTimes(sessions: readonly TimedSession[]): {
  startsAt: Date | null;
  endsAt: Date | null;
  registrationStartsAt: Date | null;
} {
  const desk = sessions.filter((session) => session.kind === 'registration');
  const programme = sessions.filter((session) => session.kind !== 'registration');
  return {
    startsAt: earliest((programme.length ? programme : desk).map((session) => session.startsAt)),
    endsAt: latest(sessions.map((session) => session.endsAt)),
    registrationStartsAt: earliest(desk.map((session) => session.startsAt)),
  };
}

/** `yyyy-mm-dd` in the zone. */
export function dateInZone(time: Date, zone: string): string {
  return DateTime.fromJSDate(time, { zone }).toFormat('yyyy-MM-dd');
}

/** An hour of the clock so many days before (or after) the day of a moment, in the zone. */
export const hourOfDay = (time: Date, days: number, hour: number, zone: string): Date =>
  DateTime.fromJSDate(time, { zone }).plus({ days }).set({ hour, minute: 0, second: 0, millisecond: 0 }).toJSDate();
