import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attendedOf, minutesDuring } from './attended.js';
import type { CorrectionKind } from './correction.js';
import { minutesOf, sessionCounts } from './share.js';

const start = Date.parse('2022-06-07T23:30:00Z');
const minute = (n: number) => new Date(start + n * 60_000);
const session = (id: string, from: number, to: number, jp = 2) => ({
  id,
  startsAt: minute(from),
  endsAt: minute(to),
  jp,
});
const stay = (slot: string, from: number, to: number | null) => ({
  slot,
  inAt: minute(from),
  outAt: to === null ? null : minute(to),
});
const said = (slot: string, kind: CorrectionKind) => ({
  id: 'c',
  at: minute(0),
  slot,
  kind,
  inAt: null,
  outAt: null,
});
const DAY = 'day:2022-06-08';
const agenda = [session('a', 105, 195), session('b', 195, 285), session('c', 345, 435), session('d', 435, 525)];
const closing = { zone: 'Asia/Makassar', goneAt: null, sessions: agenda };

describe('attended JP', () => {
  it('loses the session of a late arrival, not the day', () => {
    const { jp, minutes } = attendedOf(agenda, { entries: [stay(DAY, 140, null)], corrections: [] }, closing);
    expect(jp).toBe(6);
    expect([...minutes.values()]).toEqual([55, 90, 90, 90]);
  });

  it('goes by the door of the session where the person was seen at it, else by the day', () => {
    const entries = [stay(DAY, 0, null), stay('session:b', 195, 230), stay('session:c', 346, null)];
    const { jp, minutes } = attendedOf(agenda, { entries, corrections: [] }, closing);
    expect(Object.fromEntries(minutes)).toEqual({ a: 90, b: 35, c: 89, d: 90 });
    expect(jp).toBe(6);
  });

  it('passes the minutes of two sessions at the same time once', () => {
    const desk = session('desk', 105, 525, 0);
    const known = { entries: [stay(DAY, 140, 230), stay('session:c', 346, 366)], corrections: [] };
    const both = [desk, ...agenda];
    expect(minutesDuring(both, known, { ...closing, sessions: both })).toBe(90 + 20);
    expect(minutesDuring([agenda[0]!], known, closing)).toBe(55);
    expect(minutesDuring([], known, closing)).toBe(0);
  });

  it('loses the session of which an organiser said that he was not there', () => {
    const known = { entries: [stay(DAY, 0, null)], corrections: [said('session:a', 'ill'), said(DAY, 'present')] };
    expect(attendedOf(agenda, known, closing).jp).toBe(6);
  });

  it('ends at the time that is set for the day', () => {
    const known = { entries: [stay(DAY, 0, null)], corrections: [] };
    expect(attendedOf(agenda, known, { ...closing, goneAt: '13:00' }).jp).toBe(4);
  });

  it('is the sum over the sessions, each by one rule, never more than the whole, and never falls with a longer stay', () => {
    const span = fc.tuple(fc.nat(600), fc.nat(300));
    const slots = fc.constantFrom(DAY, 'session:a', 'session:c');
    const entries = fc.array(
      fc.tuple(slots, span).map(([slot, [from, length]]) => stay(slot, from, from + length)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(entries, slots, span, (stays, slot, [from, length]) => {
        const intervals = (of: string) =>
          stays.filter((each) => each.slot === of).map(({ inAt, outAt }) => ({ from: inAt, to: outAt! }));
        const { jp, minutes } = attendedOf(agenda, { entries: stays, corrections: [] }, closing);
        let model = 0;
        for (const one of agenda) {
          const own = `session:${one.id}`;
          const by = intervals(stays.some((each) => each.slot === own) ? own : DAY);
          expect(minutes.get(one.id)).toBe(minutesOf(one, by));
          if (sessionCounts(one, by)) model += one.jp;
        }
        expect(jp).toBe(model);
        expect(jp).toBeLessThanOrEqual(8);
        const known = stays.some((each) => each.slot === slot) || slot === DAY;
        const more = attendedOf(
          agenda,
          { entries: [...stays, stay(slot, from, from + length)], corrections: [] },
          closing,
        );
        // The first sight at a session's own door takes the place of the day's stay, and may say less.
        if (known) expect(more.jp).toBeGreaterThanOrEqual(jp);
      }),
      { numRuns: 500 },
    );
  });
});
