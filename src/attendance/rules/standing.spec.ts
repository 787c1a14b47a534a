import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Correction, type CorrectionKind, correctionKinds } from './correction.js';
import type { Direction } from './presence.js';
import { type Decision, decisions, type Judged, outcomeOf, type Shown } from './standing.js';
import type { Verdict } from './verdict.js';

const start = Date.parse('2026-11-24T00:00:00Z');
const at = (minute: number) => new Date(start + minute * 60_000);

const scan = (id: string, minute: number, more: Partial<Judged> = {}): Judged => ({
  id,
  direction: 'in',
  scannedAt: at(minute),
  gateId: null,
  verdict: 'accepted',
  shown: 'accepted',
  barred: false,
  ruling: null,
  ...more,
});

const some: fc.Arbitrary<Judged[]> = fc
  .array(
    fc.record({
      minute: fc.nat(30),
      direction: fc.constantFrom<Direction>('in', 'in', 'out'),
      verdict: fc.constantFrom<Verdict>('accepted', 'already_in', 'revoked', 'not_for_this_session'),
      shown: fc.constantFrom<Shown | null>(null, 'accepted', 'already_in', 'to_check', 'revoked'),
      barred: fc.constantFrom(false, false, true),
      ruling: fc.constantFrom<Decision | null>(null, null, ...decisions),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map(({ minute, ...more }, n) => scan(String(n).padStart(2, '0'), minute, more)));

const corrections: fc.Arbitrary<Correction[]> = fc
  .array(
    fc.record({ minute: fc.nat(40), kind: fc.constantFrom<CorrectionKind>(...correctionKinds), long: fc.nat(60) }),
    {
      maxLength: 5,
    },
  )
  .map((rows) =>
    rows.map(({ minute, kind, long }, n) => {
      const times = kind === 'present' ? { inAt: at(0), outAt: at(1 + long) } : { inAt: null, outAt: null };
      return { id: `c${n}`, at: at(minute), kind, ...times };
    }),
  );

const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length });

describe('what became of scans', () => {
  it('lets the first in, by the time at the door, and asks about the second', () => {
    const { entries, of } = outcomeOf([scan('b', 50), scan('a', 40)]);
    expect(entries).toMatchObject([{ entryNo: 1, inScanId: 'a' }]);
    expect(of.get('a')).toEqual({ standing: 'counted', conflict: null });
    expect(of.get('b')).toEqual({ standing: 'repeat', conflict: 'double' });
  });

  it('asks about nobody whom the phone had not let in', () => {
    const { of } = outcomeOf([
      scan('a', 1),
      scan('b', 2, { shown: 'already_in' }),
      scan('c', 3, { verdict: 'revoked', shown: null }),
    ]);
    expect([...of.values()].map(({ conflict }) => conflict)).toEqual([null, null, null]);
  });

  it('counts whom a ruling admits, and not what it voids', () => {
    const revoked = scan('a', 1, { verdict: 'revoked' });
    expect(outcomeOf([revoked]).of.get('a')).toEqual({ standing: 'refused', conflict: 'revoked' });
    expect(outcomeOf([{ ...revoked, ruling: 'admit' }]).entries).toHaveLength(1);
    const first = scan('b', 0);
    expect(outcomeOf([{ ...first, ruling: 'void' }, scan('c', 5)]).entries).toMatchObject([{ inScanId: 'c' }]);
  });

  it('counts nothing of a phone that may scan no longer, and asks about whom it let in', () => {
    const late = scan('a', 1, { barred: true });
    expect(outcomeOf([late, scan('b', 5)])).toMatchObject({ entries: [{ inScanId: 'b' }] });
    expect(outcomeOf([late]).of.get('a')).toEqual({ standing: 'refused', conflict: 'device_revoked' });
    const refused = outcomeOf([{ ...late, verdict: 'revoked', shown: 'revoked' }]);
    expect(refused.of.get('a')).toEqual({ standing: 'refused', conflict: null });
    expect(outcomeOf([{ ...late, ruling: 'admit' }]).of.get('a')).toEqual({ standing: 'counted', conflict: null });
  });

  it('is the same in whatever order scans and corrections came', () => {
    fc.assert(
      fc.property(
        fc
          .tuple(some, corrections)
          .chain(([scans, said]) => fc.tuple(fc.constant({ scans, said }), shuffled(scans), shuffled(said))),
        ([{ scans, said }, otherScans, otherSaid]) => {
          const [one, other] = [outcomeOf(scans, said), outcomeOf(otherScans, otherSaid)];
          expect(other.entries).toEqual(one.entries);
          expect(new Map([...other.of].sort())).toEqual(new Map([...one.of].sort()));
        },
      ),
    );
  });

  it('lets the newest correction speak above the scans, until it is taken back', () => {
    const scans = [scan('a', 10), scan('b', 20, { direction: 'out' })];
    const present: Correction = { id: 'c1', at: at(60), kind: 'present', inAt: at(5), outAt: null };
    const ill: Correction = { id: 'c2', at: at(60), kind: 'ill', inAt: null, outAt: null };
    const back: Correction = { ...ill, id: 'c3', at: at(61), kind: 'withdrawn' };
    expect(outcomeOf(scans, [present]).entries).toEqual([
      { entryNo: 1, inAt: at(5), outAt: null, gateId: null, inScanId: null, outScanId: null },
    ]);
    expect(outcomeOf(scans, [ill, present]).entries).toEqual([]);
    expect(outcomeOf(scans, [back, ill, present])).toEqual(outcomeOf(scans));
  });

  it('goes on from a correction with what is scanned after it was said', () => {
    const excused: Correction = { id: 'c1', at: at(5), kind: 'excused', inAt: null, outAt: null };
    expect(outcomeOf([scan('a', 4), scan('b', 10)], [excused]).entries).toMatchObject([
      { inScanId: 'b', inAt: at(10) },
    ]);
    const present: Correction = { id: 'c1', at: at(5), kind: 'present', inAt: at(1), outAt: null };
    const day = [scan('a', 10), scan('b', 20), scan('c', 30, { direction: 'out' }), scan('d', 40)];
    const { entries, of } = outcomeOf(day, [present]);
    expect(entries).toMatchObject([
      { inAt: at(1), outAt: at(30), inScanId: null, outScanId: 'c' },
      { entryNo: 2, inAt: at(40), outAt: null, inScanId: 'd' },
    ]);
    // His ticket was not shown before; the second time it is a question.
    expect([...of.values()].map(({ standing, conflict }) => conflict ?? standing)).toEqual([
      ...['counted', 'double', 'counted', 'counted'],
    ]);
    const again = outcomeOf([scan('a', 2), scan('b', 10)], [present]);
    expect(again.of.get('b')).toEqual({ standing: 'repeat', conflict: 'double' });
    expect(outcomeOf([scan('a', 10)], [{ ...present, outAt: at(3) }]).entries).toMatchObject([
      { inAt: at(1), outAt: at(3) },
      { inAt: at(10), outAt: null },
    ]);
  });

  it('changes the stays by a correction, never what became of a scan before it', () => {
    fc.assert(
      fc.property(some, corrections, (scans, said) => {
        const outcome = outcomeOf(scans, said);
        const newest = [...said].sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1)).at(-1);
        if (!newest || newest.kind === 'withdrawn') {
          expect(outcome).toEqual(outcomeOf(scans));
          return;
        }
        const covered = scans.filter(({ scannedAt }) => scannedAt <= newest.at);
        const alone = outcomeOf(covered).of;
        const standings = (ids: Iterable<string>) => [...ids].map((id) => outcome.of.get(id)?.standing);
        expect(standings(alone.keys())).toEqual([...alone.values()].map(({ standing }) => standing));
        const told = outcome.entries.filter(({ inScanId }) => inScanId === null);
        expect(told.map(({ inAt }) => inAt)).toEqual(newest.kind === 'present' ? [newest.inAt] : []);
        const byId = new Map(scans.map((each) => [each.id, each]));
        for (const { inScanId, outScanId } of outcome.entries) {
          for (const id of [inScanId, outScanId]) if (id) expect(byId.get(id)!.scannedAt > newest.at).toBe(true);
        }
      }),
    );
  });

  it('has stays one after the other, each of an admissible scan, and a conflict only for whom a phone let in', () => {
    fc.assert(
      fc.property(some, (scans) => {
        const { entries, of } = outcomeOf(scans);
        const byId = new Map(scans.map((each) => [each.id, each]));
        entries.forEach((entry, n) => {
          expect(entry.entryNo).toBe(n + 1);
          const { verdict, ruling, barred } = byId.get(entry.inScanId!)!;
          expect(ruling ? ruling === 'admit' : !barred && ['accepted', 'already_in'].includes(verdict)).toBe(true);
          if (n > 0) expect(entries[n - 1]!.outAt!.getTime()).toBeLessThanOrEqual(entry.inAt.getTime());
        });
        expect([...of.values()].filter(({ standing }) => standing === 'counted').length).toBe(
          entries.length + entries.filter(({ outAt }) => outAt !== null).length,
        );
        for (const [id, { conflict }] of of) {
          const { shown, verdict, ruling } = byId.get(id)!;
          if (conflict === null) continue;
          expect(ruling).toBeNull();
          if (conflict === 'turned_away') expect([entries, verdict]).toEqual([[], 'accepted']);
          else expect(['accepted', 'to_check']).toContain(shown ?? verdict);
        }
      }),
    );
  });
});
