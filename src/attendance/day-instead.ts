import { dayOf, momentOn, timeOf } from '../common/rules/wall-clock.js';
import { MAX_AHEAD_MS } from './rules/verdict.js';
import { dayOfSlot, nearestDay, placesOf, type Programme, sessionOfSlot, type Span, spanOf } from './rules/slot.js';
import { doorTime, type Scan } from './scan.entity.js';

export interface DayInstead {
  day: string;
  inAt: Date;
  /** It came in before the event began: of no day of it can it speak. */
  tooEarly: boolean;
  span: Span;
  zone: string;
}

/**
 * Of an entry that would count nowhere in its own slot. When its time at the door lies outside the event, or has not come
 * yet: the day on which it came in here, or the last one before, at that time of the day. When its session has moved to
 * another day since, or is gone: the day of the entry.
 */
export function dayInstead(scan: Scan, programme: Programme<Span & { id: string }>): DayInstead | null {
  const { slot, direction, receivedAt } = scan;
  const { zone, sessions } = programme;
  const at = doorTime(scan);
  const span = spanOf(sessions);
  if (!span || direction === 'out') return null;
  const isAhead = at.getTime() > receivedAt.getTime() + MAX_AHEAD_MS;
  if (!isAhead && placesOf(programme)(at).isOpen) {
    const own = dayOf(at, zone);
    return dayIn(slot, programme) === own ? null : { day: own, inAt: at, tooEarly: false, span, zone };
  }
  const day = nearestDay(span, receivedAt, zone);
  const inAt = momentOn(day, timeOf(at, zone), zone);
  return { day, inAt: inAt < receivedAt ? inAt : receivedAt, tooEarly: dayOf(receivedAt, zone) < day, span, zone };
}

function dayIn(slot: string, { sessions, zone }: Programme<Span & { id: string }>): string | null {
  const session = sessions.find(({ id }) => id === sessionOfSlot(slot));
  return session ? dayOf(session.startsAt, zone) : dayOfSlot(slot);
}
