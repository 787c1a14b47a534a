import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attendedOf, type Known, minutesDuring, staysBySession } from './attended.js';
import type { CorrectionKind } from './correction.js';
import type { Closing } from './presence.js';
import { minutesOf, sessionCounts } from './share.js';

const start = Date.parse('2022-06-07T23:30:00Z');
const minute = (n: number) => new Date(start + n * 60_000);
const session = (id: string, from: number, to: number, jp = 2) => ({
  id,
  startsAt: minute(from),
  endsAt: minute(to),
  jp,
});
const stay = (slot: string, from: number, to: number | null, inScanId: string | null = 'scan') => ({
  ...{ id: `${slot} ${from}`, slot, inAt: minute(from), outAt: to === null ? null : minute(to), inScanId },
});
const said = (slot: string, kind: CorrectionKind) => ({
  id: 'c',
  at: minute(0),
  slot,
  kind,
  inAt: null,
  outAt: null,
});
type Room = ReturnType<typeof session>;
const DAY = 'day:2022-06-08';
const agenda = [session('a', 105, 195), session('b', 195, 285), session('c', 345, 435), session('d', 435, 525)];
const closing = { zone: 'Asia/Makassar', goneAt: null, sessions: agenda };
const attended = (known: Known, by: Closing = closing) =>
  attendedOf(by.sessions, staysBySession(by.sessions, known, by));
const during = (sessions: typeof agenda, known: Known, by: Closing = closing) =>
  minutesDuring(sessions, staysBySession(sessions, known, by));

describe('attended JP', () => {
  it('loses the session of a late arrival, not the day', () => {
    const { jp, minutes } = attended({ entries: [stay(DAY, 140, null)], again: [], corrections: [] });
    expect(jp).toBe(6);
    expect([...minutes.values()]).toEqual([55, 90, 90, 90]);
  });

  it('goes by the door of the session where the person was seen at it, else by the day', () => {
    const entries = [stay(DAY, 0, null), stay('session:b', 195, 230), stay('session:c', 346, null)];
    const { jp, minutes } = attended({ entries, again: [], corrections: [] });
    expect(Object.fromEntries(minutes)).toEqual({ a: 90, b: 35, c: 89, d: 90 });
    expect(jp).toBe(6);
  });

  it('passes the minutes of two sessions at the same time once', () => {
    const desk = session('desk', 105, 525, 0);
    const known = { entries: [stay(DAY, 140, 230), stay('session:c', 346, 366)], again: [], corrections: [] };
    const both = [desk, ...agenda];
    expect(during(both, known, { ...closing, sessions: both })).toBe(90 + 20);
    expect(during([agenda[0]!], known)).toBe(55);
    expect(during([], known)).toBe(0);
  });

  it('loses the session of which an organiser said that he was not there', () => {
    const known = {
      entries: [stay(DAY, 0, null)],
      again: [],
      corrections: [said('session:a', 'ill'), said(DAY, 'present')],
    };
    expect(attended(known).jp).toBe(6);
  });

  it('ends at the time that is set for the day', () => {
    const known = { entries: [stay(DAY, 0, null)], again: [], corrections: [] };
    expect(attended(known, { ...closing, goneAt: '13:00' }).jp).toBe(4);
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
        const { jp, minutes } = attended({ entries: stays, again: [], corrections: [] });
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
        const more = attended({ entries: [...stays, stay(slot, from, from + length)], again: [], corrections: [] });
        // The first sight at a session's own door takes the place of the day's stay, and may say less.
        if (known) expect(more.jp).toBeGreaterThanOrEqual(jp);
      }),
      { numRuns: 500 },
    );
  });

  describe('of two rooms at the same time', () => {
    const rooms = [
      session('p', 105, 195),
      session('q', 105, 195),
      session('next', 180, 270),
      session('break', 105, 195, 0),
    ];
    const by = { ...closing, sessions: rooms };
    const of = (...entries: ReturnType<typeof stay>[]) => {
      const { jp, minutes } = attended({ entries, again: [], corrections: [] }, by);
      return { jp, ...Object.fromEntries(minutes) };
    };

    it('counts the time for the door at which he was seen last, though nobody scanned him out of the first', () => {
      expect(of(stay('session:p', 80, null), stay('session:q', 85, null))).toEqual({
        jp: 2,
        p: 0,
        q: 90,
        next: 0,
        break: 0,
      });
      expect(of(stay('session:q', 150, null), stay('session:p', 80, null))).toMatchObject({ jp: 0, p: 45, q: 45 });
      expect(of(stay('session:p', 80, 195), stay('session:q', 150, 160))).toMatchObject({ jp: 2, p: 80, q: 10 });
      expect(of(stay('session:p', 80, null), stay('session:q', 80, null))).toMatchObject({ jp: 2, p: 0, q: 90 });
    });

    it('gives it to the room to which somebody came back, though he was never scanned out of it', () => {
      const entries = [stay('session:p', 105, null), stay('session:q', 110, null)];
      const again = [{ slot: 'session:p', at: minute(115) }];
      const { minutes } = attended({ entries, again, corrections: [] }, by);
      expect(Object.fromEntries(minutes)).toMatchObject({ p: 5 + 80, q: 5 });
    });

    it('takes nothing before the other session begins, though its door is open earlier', () => {
      expect(of(stay('session:p', 80, null), stay('session:next', 130, null))).toMatchObject({
        jp: 4,
        p: 75,
        next: 90,
      });
    });

    it('believes an organiser rather than a door', () => {
      expect(of(stay('session:p', 105, 195, null), stay('session:q', 110, null))).toMatchObject({ jp: 2, p: 90, q: 0 });
      expect(of(stay('session:q', 110, null), stay('session:p', 115, 125, null))).toMatchObject({
        jp: 2,
        p: 10,
        q: 75,
      });
      expect(of(stay('session:p', 105, 195, null), stay('session:q', 105, 195, null))).toMatchObject({ jp: 4 });
    });

    it('gives by the day what no door of another took, and a break beside them all of it', () => {
      const inQ = stay('session:q', 90, null);
      expect(of(stay(DAY, 60, null), inQ)).toEqual({ jp: 4, p: 0, q: 90, next: 75, break: 90 });
      expect(of(stay(DAY, 60, null), { ...inQ, outAt: minute(125) })).toMatchObject({ jp: 4, p: 70, q: 20 });
      expect(of(stay(DAY, 60, null), stay('session:break', 60, null))).toMatchObject({ jp: 6, p: 90, q: 90 });
    });

    it('never counts a minute twice for who was seen at doors of sessions only, and is as minute by minute', () => {
      const door = fc.constantFrom('session:p', 'session:q', 'session:next');
      const stays = fc.array(
        fc
          .tuple(door, fc.integer({ min: 60, max: 280 }), fc.option(fc.nat(120)))
          .map(([slot, from, length]) => stay(slot, from, length === null ? null : from + length)),
        { maxLength: 6 },
      );
      const [p, q, next] = rooms as [Room, Room, Room, Room];
      fc.assert(
        fc.property(stays, (entries) => {
          const known = { entries, again: [], corrections: [] };
          const { minutes } = attended(known, by);
          const told = [p, q, next].map(({ id }) => minutes.get(id)!);
          expect(told[0]! + told[1]! + told[2]!).toBe(during(rooms, known, by));
          const sessionOf = (slot: string) => rooms.find(({ id }) => slot === `session:${id}`)!;
          const inOrder = [...entries].sort(
            (a, b) => a.inAt.getTime() - b.inAt.getTime() || (a.slot < b.slot ? -1 : 1),
          );
          const counts = { p: 0, q: 0, next: 0, break: 0 };
          for (let n = 60; n < 400; n += 1) {
            const at = minute(n);
            const last = inOrder.findLast(({ slot, inAt, outAt }) => {
              const { startsAt, endsAt } = sessionOf(slot);
              return startsAt <= at && at < endsAt && inAt <= at && at < (outAt ?? endsAt);
            });
            if (last) counts[sessionOf(last.slot).id as keyof typeof counts] += 1;
          }
          expect(Object.fromEntries(minutes)).toEqual(counts);
        }),
        { numRuns: 500 },
      );
    });
  });
});
