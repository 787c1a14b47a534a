import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/index.js';
import { SeatPool } from '../../events/index.js';
import { Registration, RegistrationPool } from '../registration.entity.js';
import { comesByHimself } from './seat-rules.js';
import type { Booking, PoolStand } from './seating.js';

/** Between reading the pools and booking, the organiser took seats away: the whole transaction is to be run again. */
export class SeatsMoved extends Error {}

/**
 * Seats are taken by guarded updates and their affected count, never read, checked and written.
 *
 * Every transaction about seats first takes the event's turn, the row lock of its own pool: that puts the decisions of one
 * event in line, and gives the order of arrival. The inner pools come after it, so no two of them wait for each other.
 */
@Injectable()
export class SeatsRepository {
  /** Takes the event's turn until the end of the transaction, for so many arrivals. */
  async takeTurn(tx: Tx, eventPoolId: string, arrivals = 0): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(SeatPool)
      .set({ arrivals: () => `arrivals + ${arrivals}` })
      .where('id = :id', { id: eventPoolId })
      .execute();
  }

  stands(tx: Tx, eventId: string): Promise<(PoolStand & Pick<SeatPool, 'arrivals'>)[]> {
    return tx.find(SeatPool, {
      select: { id: true, scope: true, capacity: true, taken: true, waiting: true, arrivals: true },
      where: { eventId },
      order: { sort: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Seats and places in line, taken and given back.
   * @throws SeatsMoved when a pool has become smaller since it was read.
   */
  async book(tx: Tx, bookings: ReadonlyMap<string, Booking>): Promise<void> {
    for (const [id, { taken, waiting }] of bookings) {
      const { affected } = await tx
        .createQueryBuilder()
        .update(SeatPool)
        .set({ taken: () => `taken + ${taken}`, waiting: () => `waiting + ${waiting}` })
        .where('id = :id AND taken + :taken >= 0 AND waiting + :waiting >= 0', { id, taken, waiting })
        .andWhere('(:taken <= 0 OR taken + :taken <= capacity)')
        .execute();
      if (affected !== 1) throw new SeatsMoved();
    }
  }

  /** The event's own pool first. */
  poolsOf(tx: Tx, registrationId: string): Promise<string[]> {
    return tx
      .createQueryBuilder(RegistrationPool, 'rp')
      .innerJoin(SeatPool, 'p', 'p.id = rp.pool_id')
      .select('rp.pool_id', 'id')
      .where('rp.registration_id = :registrationId', { registrationId })
      .orderBy("CASE WHEN p.scope = 'event' THEN 0 ELSE 1 END")
      .addOrderBy('p.id')
      .getRawMany<{ id: string }>()
      .then((rows) => rows.map((row) => row.id));
  }

  /** Takes the turn of an event whose pools have not been read; of one that is not there nothing. */
  async takeTurnOf(tx: Tx, eventId: string): Promise<void> {
    const own = await tx.findOne(SeatPool, { select: { id: true }, where: { eventId, scope: 'event' } });
    if (own) await this.takeTurn(tx, own.id);
  }

  /** A number behind everybody who came so far. */
  async nextArrival(tx: Tx, eventId: string): Promise<number> {
    const where = { eventId, scope: 'event' } as const;
    await tx.increment(SeatPool, where, 'arrivals', 1);
    return (await tx.findOneOrFail(SeatPool, { select: { id: true, arrivals: true }, where })).arrivals;
  }

  /** Whether the organiser must say yes before the seat is his; not of those whom he entered himself. */
  async asksApproval(tx: Tx, { id, source }: Pick<Registration, 'id' | 'source'>): Promise<boolean> {
    if (!comesByHimself(source)) return false;
    return tx
      .createQueryBuilder(SeatPool, 'p')
      .innerJoin(RegistrationPool, 'rp', 'rp.pool_id = p.id')
      .where('rp.registration_id = :id AND p.by_approval = :yes', { id, yes: true })
      .getExists();
  }

  /** Whether each of the person's pools has a seat left. */
  async haveRoom(tx: Tx, registrationId: string): Promise<boolean> {
    const full = await tx
      .createQueryBuilder(SeatPool, 'p')
      .innerJoin(RegistrationPool, 'rp', 'rp.pool_id = p.id')
      .where('rp.registration_id = :registrationId AND p.taken >= p.capacity', { registrationId })
      .getExists();
    return !full;
  }

  /** The first in line for whom every pool has a seat: those with priority, then the others, each by arrival. */
  async firstToPromote(tx: Tx, eventId: string): Promise<Registration | null> {
    // Priority is seldom given: looking for it in the index and else reading by arrival costs less than to sort everybody who waits.
    return (await this.firstInLine(tx, eventId, 'r.priority > 0')) ?? this.firstInLine(tx, eventId, 'r.priority = 0');
  }

  private firstInLine(tx: Tx, eventId: string, among: string): Promise<Registration | null> {
    const full = tx
      .createQueryBuilder(RegistrationPool, 'rp')
      .innerJoin(SeatPool, 'p', 'p.id = rp.pool_id')
      .select('1')
      .where('rp.registration_id = r.id AND p.taken >= p.capacity');
    return tx
      .createQueryBuilder(Registration, 'r')
      .where("r.event_id = :eventId AND r.status = 'waiting'", { eventId })
      .andWhere(among)
      .andWhere(`NOT EXISTS (${full.getQuery()})`)
      .orderBy('r.priority', 'DESC')
      .addOrderBy('r.arrival_no')
      .limit(1)
      .getOne();
  }
}
