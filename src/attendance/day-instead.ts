import { dayOf, momentOn, timeOf } from '../common/rules/wall-clock.js';
import { MAX_AHEAD_MS } from './rules/verdict.js';
import { dayOfSlot, nearestDay, placesOf, type Programme, type Span, spanOf } from './rules/slot.js';
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
 * Of an entry whose time at the door lies outside the event, or has not come yet: the day on which it came in here, or
 * the last one before, at that time of the day.
 */
export function dayInstead(scan: Scan, programme: Programme<Span & { id: string }>): DayInstead | null {
  const { slot, direction, receivedAt } = scan;
  const { zone, sessions } = programme;
  const at = doorTime(scan);
  const span = spanOf(sessions);
  if (!span || direction === 'out') return null;
  const isAhead = at.getTime() > receivedAt.getTime() + MAX_AHEAD_MS;
  if (!isAhead && (dayOfSlot(slot) === null || placesOf(programme)(at).isOpen)) return null;
  const day = nearestDay(span, receivedAt, zone);
  const inAt = momentOn(day, timeOf(at, zone), zone);
  return { day, inAt: inAt < receivedAt ? inAt : receivedAt, tooEarly: dayOf(receivedAt, zone) < day, span, zone };
}
