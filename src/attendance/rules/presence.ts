import type { CountedSession, Interval } from './share.js';
import { endOfDay, momentOn } from '../../common/rules/wall-clock.js';
import { dayOfSlot, sessionOfSlot } from './slot.js';

export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

export interface Passage {
  id: string;
  direction: Direction;
  scannedAt: Date;
  gateId: string | null;
}

/** One stay of one person in one slot. */
export interface Entry {
  entryNo: number;
  inAt: Date;
  outAt: Date | null;
  gateId: string | null;
  /** Null when an organiser said so. */
  inScanId: string | null;
  outScanId: string | null;
}

/** The stay that was the latest to begin at this time; the first one when the time lies before all. */
export function entryAt<E extends Entry>(entries: readonly E[], at: Date): E | null {
  return entries.findLast((entry) => entry.inAt <= at) ?? entries[0] ?? null;
}

/**
 * The stays that follow from the admitted passages of one person in one slot, given in the order of their times.
 * @param said the stays before them, as an organiser told them
 * @param wasSeen whether he had been scanned before that
 */
export function entriesOf(
  passages: readonly Passage[],
  said: readonly Entry[] = [],
  wasSeen = false,
): {
  entries: Entry[];
  standings: Map<string, 'counted' | 'repeat' | 'stray'>;
} {
  const entries = said.map((entry) => ({ ...entry }));
  // The ticket of whom an organiser let in by hand is shown for the first time: that is no second admission.
  let unseen = !wasSeen && said.at(-1)?.outAt === null;
  const standings = new Map<string, 'counted' | 'repeat' | 'stray'>();
  for (const passage of passages) {
    const { id, direction, scannedAt, gateId } = passage;
    const last = entries.at(-1);
    const inside = last !== undefined && last.outAt === null;
    if (direction === 'out') {
      if (inside) Object.assign(last, { outAt: scannedAt, outScanId: id });
      unseen = false;
      standings.set(id, inside ? 'counted' : 'stray');
      continue;
    }
    if (!inside) {
      const entryNo = entries.length + 1;
      entries.push({ entryNo, inAt: scannedAt, outAt: null, gateId, inScanId: id, outScanId: null });
    }
    standings.set(id, inside && !unseen ? 'repeat' : 'counted');
    unseen = false;
  }
  return { entries, standings };
}

/** How an event counts the time of who was never scanned out. */
export interface Closing {
  zone: string;
  /** `HH:MM` in the zone; null: when the day ends. */
  goneAt: string | null;
  sessions: readonly (CountedSession & { id: string })[];
}

/**
 * Who was never scanned out stayed until his session ended, or the day or its set time did, or is still there when the
 * count goes only `until` a time. A set time says nothing of who came after it.
 */
export function intervalOf(
  entry: Pick<Entry, 'inAt' | 'outAt'> & { slot: string },
  closing: Closing,
  until?: Date,
): Interval | null {
  const end = entry.outAt ?? closingOf(entry, closing);
  const to = end && until && until < end ? until : end;
  return to === null || to <= entry.inAt ? null : { from: entry.inAt, to };
}

function closingOf({ slot, inAt }: { slot: string; inAt: Date }, { zone, goneAt, sessions }: Closing): Date | null {
  const day = dayOfSlot(slot);
  if (day === null) return sessions.find(({ id }) => id === sessionOfSlot(slot))?.endsAt ?? null;
  const gone = goneAt === null ? null : momentOn(day, goneAt, zone);
  return gone && gone > inAt ? gone : endOfDay(day, zone);
}
