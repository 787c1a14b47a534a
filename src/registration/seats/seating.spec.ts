import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PoolStand, seatInOrder } from './seating.js';

const pool = (id: string, fields: Partial<PoolStand> = {}): PoolStand => ({
  id,
  scope: id === 'event' ? 'event' : 'inner',
  capacity: 10,
  taken: 0,
  waiting: 0,
  ...fields,
});

const numbered = (place: number | 'full' | null | undefined) => (typeof place === 'number' ? [place] : []);

describe('seating', () => {
  it('gives the seats there are in order, and numbers the line of those who are left', () => {
    const { places, bookings } = seatInOrder([pool('event', { capacity: 3, taken: 1 })], Array(4).fill(['event']));
    expect(places).toEqual([null, null, 1, 2]);
    expect(bookings).toEqual(new Map([['event', { taken: 2, waiting: 2 }]]));
  });

  it('seats nobody past those who wait for the same pool, even if a seat is free', () => {
    expect(seatInOrder([pool('event', { waiting: 2 })], [['event']]).places).toEqual([3]);
  });

  it('seats those who want another pool past them', () => {
    const pools = [pool('event'), pool('guests', { capacity: 1, taken: 1, waiting: 4 }), pool('staff')];
    expect(seatInOrder(pools, [['event', 'staff'], ['event', 'guests'], ['event']]).places).toEqual([null, 5, null]);
  });

  it('stands who wants any seat behind everybody who waits', () => {
    const pools = [pool('event', { capacity: 5, taken: 5, waiting: 1 }), pool('guests', { waiting: 4 })];
    expect(seatInOrder(pools, [['event'], ['event', 'guests'], ['event']]).places).toEqual([6, 5, 8]);
  });

  it('turns away who does not wait, and seats and numbers the others as if he had not come', () => {
    const pools = [pool('event', { capacity: 2 })];
    const { places, bookings } = seatInOrder(pools, Array(5).fill(['event']), new Set([1, 3]));
    expect(places).toEqual([null, null, 1, 'full', 2]);
    expect(bookings).toEqual(new Map([['event', { taken: 2, waiting: 2 }]]));
    expect(seatInOrder([pool('event', { waiting: 1 })], [['event']], new Set([0])).places).toEqual(['full']);
  });

  it('holds for any pools and any crowd', () => {
    const stand = fc.record({
      capacity: fc.nat(6),
      free: fc.nat(6),
      waiting: fc.oneof(fc.constant(0), fc.nat(3)),
    });
    fc.assert(
      fc.property(
        fc.array(stand, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(3), { maxLength: 20 }),
        (stands, choices) => {
          const pools = stands.map(({ capacity, free, waiting }, index) =>
            pool(index === 0 ? 'event' : `inner-${index}`, {
              capacity,
              taken: Math.max(0, capacity - free),
              waiting,
            }),
          );
          const wants = choices.map((choice) => {
            const inner = pools[choice];
            return inner && choice > 0 ? ['event', inner.id] : ['event'];
          });
          const { places, bookings } = seatInOrder(pools, wants);
          for (const { id, capacity, taken, waiting, scope } of pools) {
            const gain = bookings.get(id) ?? { taken: 0, waiting: 0 };
            const seated = wants.filter((poolIds, index) => poolIds.includes(id) && places[index] === null).length;
            const placed = wants.flatMap((poolIds, index) => (poolIds.at(-1) === id ? numbered(places[index]) : []));
            expect(gain).toEqual({ taken: seated, waiting: placed.length });
            if (gain.taken > 0) expect(taken + gain.taken).toBeLessThanOrEqual(capacity);
            if (waiting > 0) {
              expect(wants.some((poolIds, index) => poolIds.at(-1) === id && places[index] === null)).toBe(false);
            }
            if (scope === 'inner') expect(placed).toEqual(placed.map((_, index) => waiting + index + 1));
            else expect(placed).toEqual([...placed].sort((a, b) => a - b));
          }
        },
      ),
    );
  });
});
