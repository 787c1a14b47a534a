import type { Correction } from './correction.js';
import { type Closing, type Entry, intervalOf } from './presence.js';
import { type CountedSession, type Interval, minutesOf, sessionCounts } from './share.js';
import { sessionOfSlot, type Span, spanOf } from './slot.js';

type InSlot = { slot: string };
type Said = Correction & InSlot;

/** What is known of one person in all slots of an event. */
export interface Known {
  entries: readonly (Pick<Entry, 'inAt' | 'outAt'> & InSlot)[];
  /** Those in force. */
  corrections: readonly Said[];
}

export const NOTHING_KNOWN: Known = { entries: [], corrections: [] };

export interface Stay {
  inAt: Date;
  outAt: Date | null;
  /** To when it ended, or is taken to have ended; null when that is no time. */
  counted: Interval | null;
}

export interface Attended {
  jp: number;
  /** Minutes inside, by session. */
  minutes: Map<string, number>;
}

/**
 * The stays that tell of each session, in the order of their beginnings. One in which the person was seen at its own door,
 * or of which an organiser said something, goes by that; any other by what of the day touches it.
 */
export function staysBySession(
  sessions: readonly (Span & { id: string })[],
  { entries, corrections }: Known,
  closing: Closing,
  until?: Date,
): Map<string, Stay[]> {
  const ofDays: Stay[] = [];
  const own = new Map<string, Stay[]>();
  const ownOf = (id: string): Stay[] => own.get(id) ?? own.set(id, []).get(id)!;
  for (const { slot } of corrections) {
    const session = sessionOfSlot(slot);
    if (session !== null) ownOf(session);
  }
  for (const entry of [...entries].sort((a, b) => a.inAt.getTime() - b.inAt.getTime())) {
    const session = sessionOfSlot(entry.slot);
    const stays = session === null ? ofDays : ownOf(session);
    stays.push({ inAt: entry.inAt, outAt: entry.outAt, counted: intervalOf(entry, closing, until) });
  }
  return new Map(
    sessions.map(({ id, startsAt, endsAt }) => [
      id,
      own.get(id) ?? ofDays.filter(({ counted }) => counted && counted.from < endsAt && counted.to > startsAt),
    ]),
  );
}

export function attendedOf(
  sessions: readonly (CountedSession & { id: string })[],
  known: Known,
  closing: Closing,
  until?: Date,
): Attended {
  const stays = staysBySession(sessions, known, closing, until);
  const minutes = new Map<string, number>();
  let jp = 0;
  for (const session of sessions) {
    const intervals = stays.get(session.id)!.flatMap(({ counted }) => counted ?? []);
    minutes.set(session.id, minutesOf(session, intervals));
    if (sessionCounts(session, intervals)) jp += session.jp;
  }
  return { jp, minutes };
}

/** Minutes inside while any of these sessions ran: two that run at the same time pass but once. */
export function minutesDuring(
  sessions: readonly (Span & { id: string })[],
  known: Known,
  closing: Closing,
  until?: Date,
): number {
  const whole = spanOf(sessions);
  if (!whole) return 0;
  const stays = staysBySession(sessions, known, closing, until);
  const inside = sessions.flatMap(({ id, startsAt, endsAt }) =>
    stays.get(id)!.flatMap(({ counted }) => (counted ? within(counted, startsAt, endsAt) : [])),
  );
  return minutesOf(whole, inside);
}

const within = ({ from, to }: Interval, startsAt: Date, endsAt: Date): Interval => ({
  from: from > startsAt ? from : startsAt,
  to: to < endsAt ? to : endsAt,
});
