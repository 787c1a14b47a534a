import type { Interval } from './share.js';
import { dayOfSlot, endOfDay } from './slot.js';

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
  inScanId: string;
  outScanId: string | null;
}

export type Step<E extends Entry = Entry> =
  { kind: 'enter'; entryNo: number } | { kind: 'leave'; entry: E } | { kind: 'inside'; entry: E } | { kind: 'outside' };

/** What a passage does to the stays so far. A report that comes late never opens a stay inside or before another one. */
export function stepOf<E extends Entry>(
  entries: readonly E[],
  passage: Pick<Passage, 'direction' | 'scannedAt'>,
): Step<E> {
  const last = entries.at(-1);
  if (passage.direction === 'out') {
    const open = last && last.outAt === null && passage.scannedAt >= last.inAt;
    return open ? { kind: 'leave', entry: last } : { kind: 'outside' };
  }
  if (!last) return { kind: 'enter', entryNo: 1 };
  if (last.outAt !== null && passage.scannedAt >= last.outAt) return { kind: 'enter', entryNo: last.entryNo + 1 };
  return { kind: 'inside', entry: entryAt(entries, passage.scannedAt) ?? last };
}

/** The stay that was the latest to begin at this time; the first one when the time lies before all. */
export function entryAt<E extends Entry>(entries: readonly E[], at: Date): E | null {
  return entries.findLast((entry) => entry.inAt <= at) ?? entries[0] ?? null;
}

/** The stays that follow from the admitted passages of one person in one slot, in the order they were recorded. */
export function entriesOf(passages: readonly Passage[]): Entry[] {
  const entries: Entry[] = [];
  for (const passage of passages) {
    const step = stepOf(entries, passage);
    if (step.kind === 'enter') {
      const { scannedAt: inAt, gateId, id: inScanId } = passage;
      entries.push({ entryNo: step.entryNo, inAt, outAt: null, gateId, inScanId, outScanId: null });
    } else if (step.kind === 'leave') {
      step.entry.outAt = passage.scannedAt;
      step.entry.outScanId = passage.id;
    }
  }
  return entries;
}

/** Who was never scanned out stayed until the day ended, or is still there when the count goes only `until` a time. */
export function intervalOf(
  entry: Pick<Entry, 'inAt' | 'outAt'> & { slot: string },
  zone: string,
  until?: Date,
): Interval | null {
  const day = dayOfSlot(entry.slot);
  const end = entry.outAt ?? (day === null ? null : endOfDay(day, zone));
  const to = end && until && until < end ? until : end;
  return to === null || to <= entry.inAt ? null : { from: entry.inAt, to };
}
