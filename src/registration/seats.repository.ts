import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Tx } from '../database/index.js';
import { SeatPool } from '../events/index.js';
import { Registration, RegistrationPool } from './registration.entity.js';

/**
 * Seats are taken by guarded updates and their affected count, never read, checked and written.
 *
 * Every transaction about seats first raises `arrivals` of the event's own pool: that row lock puts the decisions of one
 * event in line, and gives the order of arrival. The inner pool comes second, so no two of them wait for each other.
 */
@Injectable()
export class SeatsRepository {
  /**
   * Takes the event's place in line.
   * @param poolIds the event's own pool first, the narrowest last
   * @returns the number of this arrival, and whether somebody waits for the narrowest pool already
   */
  async arrive(tx: Tx, poolIds: readonly string[]): Promise<{ arrivalNo: number; someoneWaits: boolean }> {
    const [eventPoolId] = poolIds;
    await tx
      .createQueryBuilder()
      .update(SeatPool)
      .set({ arrivals: () => 'arrivals + 1' })
      .where('id = :id', { id: eventPoolId })
      .execute();
    const rows = await tx.find(SeatPool, {
      select: { id: true, arrivals: true, waiting: true },
      where: { id: In([...poolIds]) },
    });
    const pool = (id: string | undefined) => rows.find((row) => row.id === id);
    return {
      arrivalNo: pool(eventPoolId)?.arrivals ?? 0,
      someoneWaits: (pool(poolIds.at(-1))?.waiting ?? 0) > 0,
    };
  }

  /** One seat in every pool, or none at all. */
  async take(tx: Tx, poolIds: string[]): Promise<boolean> {
    const taken: string[] = [];
    for (const id of poolIds) {
      const { affected } = await tx
        .createQueryBuilder()
        .update(SeatPool)
        .set({ taken: () => 'taken + 1' })
        .where('id = :id AND taken < capacity', { id })
        .execute();
      if (affected !== 1) {
        await this.release(tx, taken);
        return false;
      }
      taken.push(id);
    }
    return true;
  }

  async release(tx: Tx, poolIds: string[]): Promise<void> {
    for (const id of poolIds) {
      await tx
        .createQueryBuilder()
        .update(SeatPool)
        .set({ taken: () => 'taken - 1' })
        .where('id = :id AND taken > 0', { id })
        .execute();
    }
  }

  /** One more, or one fewer, waits for the narrowest of these pools. */
  async countWaiting(tx: Tx, poolIds: readonly string[], change: 1 | -1): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(SeatPool)
      .set({ waiting: () => (change === 1 ? 'waiting + 1' : 'waiting - 1') })
      .where('id = :id', { id: poolIds.at(-1) })
      .execute();
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

  /** The first in line for whom every pool has a seat. */
  firstToPromote(tx: Tx, eventId: string): Promise<Registration | null> {
    const full = tx
      .createQueryBuilder(RegistrationPool, 'rp')
      .innerJoin(SeatPool, 'p', 'p.id = rp.pool_id')
      .select('1')
      .where('rp.registration_id = r.id AND p.taken >= p.capacity');
    return tx
      .createQueryBuilder(Registration, 'r')
      .where("r.event_id = :eventId AND r.status = 'waiting'", { eventId })
      .andWhere(`NOT EXISTS (${full.getQuery()})`)
      .orderBy('r.arrival_no')
      .limit(1)
      .getOne();
  }
}
