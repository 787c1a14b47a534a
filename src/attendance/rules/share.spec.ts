import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CountedSession, type Interval, minutesOf, sessionCounts } from './share.js';

const start = Date.parse('2022-06-07T23:30:00Z');
const minute = (n: number) => new Date(start + n * 60_000);
const session = (from: number, to: number, jp = 2): CountedSession => ({
  startsAt: minute(from),
  endsAt: minute(to),
  jp,
});
const stay = (from: number, to: number): Interval => ({ from: minute(from), to: minute(to) });

/** The rule as one would check it by hand: tick every minute of the session, count those with the person inside. */
function byMinute({ startsAt, endsAt }: CountedSession, stays: Interval[]): { minutes: number; present: number } {
  let minutes = 0;
  let present = 0;
  for (let at = startsAt.getTime(); at < endsAt.getTime(); at += 60_000) {
    minutes += 1;
    if (stays.some(({ from, to }) => from.getTime() <= at && at < to.getTime())) present += 1;
  }
  return { minutes, present };
}

function countsByMinute(session: CountedSession, stays: Interval[]): boolean {
  const { minutes, present } = byMinute(session, stays);
  return minutes > 0 && present / minutes >= 2 / 3 - 1e-9;
}

const span = fc.tuple(fc.nat(600), fc.nat(300));
const stays = fc.array(
  span.map(([from, length]) => stay(from, from + length)),
  { maxLength: 6 },
);

describe('a session counts', () => {
  it('with two thirds of its minutes, not with one minute less', () => {
    expect(sessionCounts(session(0, 90), [stay(30, 90)])).toBe(true);
    expect(sessionCounts(session(0, 90), [stay(31, 90)])).toBe(false);
  });

  it('with exactly two thirds of a length that three does not divide into whole seconds', () => {
    const third = { startsAt: new Date(start), endsAt: new Date(start + 3), jp: 1 };
    expect(sessionCounts(third, [{ from: new Date(start + 1), to: new Date(start + 3) }])).toBe(true);
    expect(sessionCounts(third, [{ from: new Date(start + 2), to: new Date(start + 3) }])).toBe(false);
  });

  it('with several stays added up, the same minutes only once', () => {
    expect(sessionCounts(session(0, 90), [stay(0, 30), stay(60, 90)])).toBe(true);
    expect(sessionCounts(session(0, 90), [stay(0, 40), stay(0, 40), stay(10, 40)])).toBe(false);
  });

  it('never when it has no length', () => {
    expect(sessionCounts(session(10, 10), [stay(0, 60)])).toBe(false);
  });

  it('as the minute-by-minute model says', () => {
    fc.assert(
      fc.property(span, stays, ([from, length], inside) => {
        const one = session(from, from + length);
        expect(sessionCounts(one, inside)).toBe(countsByMinute(one, inside));
        expect(minutesOf(one, inside)).toBe(byMinute(one, inside).present);
      }),
      { numRuns: 500 },
    );
  });
});
