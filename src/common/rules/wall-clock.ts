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

/** No zone changes its clock within a quarter of an hour of UTC. */
const QUARTER_MS = 900_000;
const MOST_KEPT = 10_000;
const offsets = new Map<string, Map<number, number>>();

/** By how much the wall clock of the zone is before UTC. Asking Intl takes longer than all else about a scan. */
function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / QUARTER_MS) * QUARTER_MS;
  const ofZone = offsets.get(zone) ?? offsets.set(zone, new Map()).get(zone)!;
  const known = ofZone.get(quarter);
  if (known !== undefined) return known;
  const part = Object.fromEntries(
    formatIn(zone)
      .formatToParts(quarter)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const offset = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - quarter;
  if (ofZone.size >= MOST_KEPT) ofZone.clear();
  ofZone.set(quarter, offset);
  return offset;
}

/** The wall clock of the zone, written as if it were UTC. */
const wallClock = (at: number, zone: string): number => at + offsetAt(at, zone);

export function dayOf(at: Date, zone: string): string {
  return new Date(wallClock(at.getTime(), zone)).toISOString().slice(0, 10);
}

/** `HH:MM` on the wall. */
export function timeOf(at: Date, zone: string): string {
  return new Date(wallClock(at.getTime(), zone)).toISOString().slice(11, 16);
}

/** False for the 31st of November, which a date takes for the 1st of December. */
export function isCalendarDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
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
