import type { Correction } from './correction.js';
import { type Closing, type Entry, intervalOf } from './presence.js';
import { type CountedSession, type Interval, minutesOf, sessionCounts } from './share.js';
import { sessionOfSlot } from './slot.js';

type InSlot = { slot: string };
type Said = Correction & InSlot;

/** What is known of one person in all slots of an event. */
export interface Known {
  entries: readonly (Pick<Entry, 'inAt' | 'outAt'> & InSlot)[];
  /** Those in force. */
  corrections: readonly Said[];
}

export interface Attended {
  jp: number;
  /** Minutes inside, by session. */
  minutes: Map<string, number>;
}

/**
 * A session in which the person was seen at its own door, or of which an organiser said something, counts by that; any
 * other by the stay of the day.
 */
export function attendedOf(
  sessions: readonly (CountedSession & { id: string })[],
  { entries, corrections }: Known,
  closing: Closing,
  until?: Date,
): Attended {
  const ofDays: Interval[] = [];
  const own = new Map<string, Interval[]>();
  const ownOf = (id: string): Interval[] => own.get(id) ?? own.set(id, []).get(id)!;
  for (const { slot } of corrections) {
    const session = sessionOfSlot(slot);
    if (session !== null) ownOf(session);
  }
  for (const entry of entries) {
    const session = sessionOfSlot(entry.slot);
    const stays = session === null ? ofDays : ownOf(session);
    const stay = intervalOf(entry, closing, until);
    if (stay) stays.push(stay);
  }
  const minutes = new Map<string, number>();
  let jp = 0;
  for (const session of sessions) {
    const stays = own.get(session.id) ?? ofDays;
    minutes.set(session.id, minutesOf(session, stays));
    if (sessionCounts(session, stays)) jp += session.jp;
  }
  return { jp, minutes };
}
