import { dayOf, momentOn, timeOf } from '../common/rules/wall-clock.js';
import { MAX_AHEAD_MS } from './rules/verdict.js';
import { dayOn, nearestDay, placesOf, type Programme, sessionOfSlot, type Span, spanOf } from './rules/slot.js';
import { doorTime, type Scan } from './scan.entity.js';

export interface DayInstead {
  day: string;
  inAt: Date;
  /** It came in before the event began: of no day of it can it speak. */
  tooEarly: boolean;
  span: Span;
  zone: string;
}

type Agenda = Programme<Span & { id: string }>;

/**
 * Of an entry that would count nowhere in its own slot. When its time at the door lies outside the event, or has not come
 * yet: the day on which it came in here, or the last one before, at that time of the day. When its session was over, has
 * moved to another day since, or is gone: the day of the entry.
 */
export function dayInstead(scan: Scan, programme: Agenda): DayInstead | null {
  const { zone, sessions } = programme;
  const span = spanOf(sessions);
  if (!span || scan.direction === 'out') return null;
  const at = doorTime(scan);
  const day = dayOf(at, zone);
  if (isOnEventDay(scan, programme)) {
    const isOver = sessions.some(({ id, endsAt }) => id === sessionOfSlot(scan.slot) && endsAt <= at);
    if (dayOn(scan.slot, programme) === day && !isOver) return null;
    return { day, inAt: at, tooEarly: false, span, zone };
  }
  const { receivedAt } = scan;
  const nearest = nearestDay(span, receivedAt, zone);
  const inAt = momentOn(nearest, timeOf(at, zone), zone);
  return {
    day: nearest,
    inAt: inAt < receivedAt ? inAt : receivedAt,
    tooEarly: dayOf(receivedAt, zone) < nearest,
    span,
    zone,
  };
}

/** An exit on another day than that of its slot ends no stay: when somebody really left, nobody can tell from it. */
export const endsNothing = (scan: Scan, programme: Agenda): boolean =>
  scan.direction === 'out' &&
  !(isOnEventDay(scan, programme) && dayOn(scan.slot, programme) === dayOf(doorTime(scan), programme.zone));

function isOnEventDay(scan: Scan, programme: Agenda): boolean {
  const at = doorTime(scan);
  return at.getTime() <= scan.receivedAt.getTime() + MAX_AHEAD_MS && placesOf(programme)(at).isOpen;
}
