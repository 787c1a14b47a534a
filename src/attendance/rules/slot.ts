/** What a gate admits to: a day of the event in the event's own zone. */
export type Slot = `day:${string}` | `session:${string}`;

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, format);
  return format;
}

/** The wall clock of the zone, written as if it were UTC. */
function wallClock(at: number, zone: string): number {
  const part = Object.fromEntries(
    formatIn(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
}

export function dayOf(at: Date, zone: string): string {
  return new Date(wallClock(at.getTime(), zone)).toISOString().slice(0, 10);
}

export function daySlot(at: Date, zone: string): Slot {
  return `day:${dayOf(at, zone)}`;
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

export function startOfDay(day: string, zone: string): Date {
  return momentOn(day, '00:00', zone);
}

/** @param time `HH:MM` on the wall */
export function momentOn(day: string, time: string, zone: string): Date {
  const wall = Date.parse(`${day}T${time}:00.000Z`);
  const guess = wall - (wallClock(wall, zone) - wall);
  // The offset at the guess, not at that time UTC: they differ on the day a zone changes its clock.
  return new Date(wall - (wallClock(guess, zone) - guess));
}

export function endOfDay(day: string, zone: string): Date {
  return startOfDay(dayAfter(day), zone);
}

/** Ends where the slot ends; a session's slot has no end of its own here. */
export function dayOfSlot(slot: string): string | null {
  return slot.startsWith('day:') ? slot.slice(4) : null;
}

export function sessionOfSlot(slot: string): string | null {
  return slot.startsWith('session:') ? slot.slice(8) : null;
}

export const sessionSlot = (sessionId: string): Slot => `session:${sessionId}`;

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

/** The door of a session, from an hour before it begins until it ends. */
export function isOpenAt({ startsAt, endsAt }: Span, at: Date): boolean {
  return at.getTime() >= startsAt.getTime() - DOORS_OPEN_BEFORE_MS && at <= endsAt;
}

export interface Programme<S extends Span & { id: string }> {
  startsAt: Date | null;
  endsAt: Date | null;
  zone: string;
  sessions: readonly S[];
}

/**
 * What a door admits to at this time, and whether it may now: a session while its door is open, else a day of the event. A
 * door of a session that is not of this event is no reason to lose a scan: it is refused in the slot of its day.
 */
export function placeAt<S extends Span & { id: string }>(
  { startsAt, endsAt, zone, sessions }: Programme<S>,
  at: Date,
  sessionId?: string | null,
): { slot: Slot; isOpen: boolean } {
  const slot = daySlot(at, zone);
  if (sessionId) {
    const session = sessions.find(({ id }) => id === sessionId);
    return session ? { slot: sessionSlot(sessionId), isOpen: isOpenAt(session, at) } : { slot, isOpen: false };
  }
  const whole = startsAt && endsAt ? { startsAt, endsAt } : null;
  const spans = [whole, spanOf(sessions)].filter((span) => span !== null);
  return { slot, isOpen: spans.some((span) => isDayOf(span, dayOf(at, zone), zone)) };
}

export function isDayOf({ startsAt, endsAt }: Span, day: string, zone: string): boolean {
  return day >= dayOf(startsAt, zone) && day <= dayOf(endsAt, zone);
}

/** The day an overview speaks of: today while the event runs, else its nearest day. */
export function nearestDay({ startsAt, endsAt }: Span, at: Date, zone: string): string {
  const today = dayOf(at, zone);
  const first = dayOf(startsAt, zone);
  const last = dayOf(endsAt, zone);
  if (today < first) return first;
  return today > last ? last : today;
}
