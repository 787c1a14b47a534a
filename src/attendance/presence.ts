import type { Interval } from './share.js';
import { dayOfSlot, endOfDay } from './slot.js';

export type Direction = 'in' | 'out';

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

export type Step =
  | { kind: 'enter'; entryNo: number }
  | { kind: 'leave'; entryNo: number }
  | { kind: 'inside'; entry: Entry }
  | { kind: 'outside' };

/** What a passage does to the stays so far. A report that comes late never opens a stay inside or before another one. */
export function stepOf(entries: readonly Entry[], passage: Pick<Passage, 'direction' | 'scannedAt'>): Step {
  const last = entries.at(-1);
  if (passage.direction === 'out') {
    const open = last && last.outAt === null && passage.scannedAt >= last.inAt;
    return open ? { kind: 'leave', entryNo: last.entryNo } : { kind: 'outside' };
  }
  if (!last) return { kind: 'enter', entryNo: 1 };
  if (last.outAt !== null && passage.scannedAt >= last.outAt) return { kind: 'enter', entryNo: last.entryNo + 1 };
  return { kind: 'inside', entry: entryAt(entries, passage.scannedAt) ?? last };
}

/** The stay that was the latest to begin at this time; the first one when the time lies before all. */
export function entryAt(entries: readonly Entry[], at: Date): Entry | null {
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
      const left = entries.at(-1)!;
      left.outAt = passage.scannedAt;
      left.outScanId = passage.id;
    }
  }
  return entries;
}

/** Who was never scanned out stayed until the day ended. */
export function intervalOf(entry: { slot: string; inAt: Date; outAt: Date | null }, zone: string): Interval | null {
  const day = dayOfSlot(entry.slot);
  const to = entry.outAt ?? (day === null ? null : endOfDay(day, zone));
  return to === null || to <= entry.inAt ? null : { from: entry.inAt, to };
}
