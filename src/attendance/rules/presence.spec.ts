import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Direction, entriesOf as derive, entryAt, intervalOf, type Passage } from './presence.js';

const start = Date.parse('2022-06-08T00:00:00Z');
const at = (minute: number) => new Date(start + minute * 60_000);
const passage = (direction: Direction, minute: number, id = `${direction}${minute}`): Passage => ({
  id,
  direction,
  scannedAt: at(minute),
  gateId: null,
});
const passages = fc.array(
  fc.tuple(fc.constantFrom<Direction>('in', 'out'), fc.nat(500)).map(([direction, minute]) => ({ direction, minute })),
  { maxLength: 20 },
);

const entriesOf = (passages: Passage[]) => derive(passages).entries;
const standingsOf = (...passages: Passage[]) => [...derive(passages).standings.values()];

describe('stays from passages', () => {
  it('counts an entry again after an exit, and only then', () => {
    const entries = entriesOf([passage('in', 0), passage('in', 5), passage('out', 60), passage('in', 90)]);
    expect(entries).toEqual([
      { entryNo: 1, inAt: at(0), outAt: at(60), gateId: null, inScanId: 'in0', outScanId: 'out60' },
      { entryNo: 2, inAt: at(90), outAt: null, gateId: null, inScanId: 'in90', outScanId: null },
    ]);
  });

  it('lets nobody in twice', () => {
    expect(standingsOf(passage('in', 0), passage('in', 24))).toEqual(['counted', 'repeat']);
  });

  it('takes an exit before the entrance, or without one, as no exit', () => {
    expect(entriesOf([passage('out', 10)])).toEqual([]);
    expect(entriesOf([passage('out', 10), passage('in', 30)])[0]?.outAt).toBeNull();
    expect(standingsOf(passage('out', 10), passage('in', 30))).toEqual(['stray', 'counted']);
  });

  it('keeps stays numbered, ordered and apart for any row of passages', () => {
    fc.assert(
      fc.property(passages, (row) => {
        const entries = entriesOf(
          [...row]
            .sort((a, b) => a.minute - b.minute)
            .map(({ direction, minute }, n) => passage(direction, minute, String(n))),
        );
        entries.forEach((entry, n) => {
          expect(entry.entryNo).toBe(n + 1);
          if (entry.outAt) expect(entry.outAt.getTime()).toBeGreaterThanOrEqual(entry.inAt.getTime());
          const before = entries[n - 1];
          if (before) expect(before.outAt!.getTime()).toBeLessThanOrEqual(entry.inAt.getTime());
        });
      }),
    );
  });

  it('finds the stay a time belongs to', () => {
    const entries = entriesOf([passage('in', 0), passage('out', 60), passage('in', 90)]);
    expect(entryAt(entries, at(50))?.entryNo).toBe(1);
    expect(entryAt(entries, at(95))?.entryNo).toBe(2);
    expect(entryAt(entries, at(-5))?.entryNo).toBe(1);
    expect(entryAt([], at(0))).toBeNull();
  });
});

describe('a stay without exit', () => {
  const closing = (goneAt: string | null = null) => ({
    zone: 'Asia/Makassar',
    goneAt,
    sessions: [{ id: 'talk', startsAt: at(0), endsAt: at(90), jp: 2 }],
  });
  const entry = { slot: 'day:2022-06-08', inAt: at(0), outAt: null };

  it('lasts until the day ends in the zone of the event', () => {
    expect(intervalOf(entry, closing())).toEqual({ from: at(0), to: new Date('2022-06-08T16:00:00Z') });
  });

  it('lasts until the set time, unless it began after it', () => {
    expect(intervalOf(entry, closing('16:30'))).toEqual({ from: at(0), to: new Date('2022-06-08T08:30:00Z') });
    const late = { ...entry, inAt: new Date('2022-06-08T08:31:00Z') };
    expect(intervalOf(late, closing('16:30'))?.to).toEqual(new Date('2022-06-08T16:00:00Z'));
    expect(intervalOf({ ...entry, outAt: at(600) }, closing('16:30'))?.to).toEqual(at(600));
  });

  it('lasts until its session ends', () => {
    expect(intervalOf({ ...entry, slot: 'session:talk' }, closing('08:30'))).toEqual({ from: at(0), to: at(90) });
    expect(intervalOf({ ...entry, slot: 'session:gone' }, closing())).toBeNull();
  });

  it('lasts until now when only the time so far counts', () => {
    expect(intervalOf(entry, closing(), at(30))).toEqual({ from: at(0), to: at(30) });
    expect(intervalOf(entry, closing(), at(-5))).toBeNull();
  });

  it('covers nothing when it has no length', () => {
    expect(intervalOf({ ...entry, outAt: at(0) }, closing())).toBeNull();
  });
});
