import type { SeatPool } from '../../events/index.js';

/** A pool as it stands while the event's turn is held. */
export type PoolStand = Pick<SeatPool, 'id' | 'scope' | 'capacity' | 'taken' | 'waiting'>;

/** What a pool gains; less than nothing when it is given back. */
export interface Booking {
  taken: number;
  waiting: number;
}

export interface Seating {
  /** For each person: null with a seat, else the place in the waiting list, from 1; `full` when he does not wait. */
  places: (number | null | 'full')[];
  /** By pool, only those that change. */
  bookings: Map<string, Booking>;
}

/**
 * One person's change: a seat counts in each of his pools, a place in line in the narrowest.
 * @param poolIds the event's own first, the narrowest last
 */
export const bookingOf = (poolIds: readonly string[], { taken, waiting }: Booking): Map<string, Booking> =>
  new Map(poolIds.map((id, index) => [id, { taken, waiting: index === poolIds.length - 1 ? waiting : 0 }]));

/**
 * Seats people in the order in which they stand here. One gets a seat when nobody waits for the narrowest of his pools
 * and each of them has one left; else he waits for the narrowest.
 * @param wants the pools of each person: the event's own first, the narrowest last
 * @param now those among them, by their index, who stand at the door and do not wait
 */
export function seatInOrder(
  pools: readonly PoolStand[],
  wants: readonly (readonly string[])[],
  now: ReadonlySet<number> = new Set(),
): Seating {
  const stands = new Map(pools.map((pool) => [pool.id, { ...pool }]));
  const standOf = (id: string) => {
    const stand = stands.get(id);
    if (!stand) throw new Error(`The event has no pool ${id}`);
    return stand;
  };
  const bookings = new Map<string, Booking>();
  const book = (pool: PoolStand, gain: keyof Booking): void => {
    pool[gain] += 1;
    const booking = bookings.get(pool.id) ?? { taken: 0, waiting: 0 };
    booking[gain] += 1;
    bookings.set(pool.id, booking);
  };
  const places = wants.map((poolIds, index) => {
    const own = poolIds.map(standOf);
    const narrowest = own.at(-1);
    if (!narrowest) throw new Error('Everybody wants a seat of at least one pool');
    if (narrowest.waiting === 0 && own.every((pool) => pool.taken < pool.capacity)) {
      for (const pool of own) book(pool, 'taken');
      return null;
    }
    if (now.has(index)) return 'full';
    book(narrowest, 'waiting');
    return narrowest.scope === 'inner' ? narrowest.waiting : allWho(stands);
  });
  return { places, bookings };
}

/** Who wants any seat of the event stands behind those who wait for one of an inner pool, too. */
const allWho = (stands: ReadonlyMap<string, PoolStand>): number =>
  [...stands.values()].reduce((sum, { waiting }) => sum + waiting, 0);
