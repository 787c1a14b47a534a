import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { SeatPool } from './seat-pool.entity.js';

/** What an organiser writes of a pool. */
export type PoolFields = Pick<SeatPool, 'name' | 'capacity' | 'byApproval' | 'kinds' | 'unitIds' | 'sort'>;
type NewPool = Omit<SeatPool, 'event' | 'taken' | 'arrivals' | 'waiting'>;

@Injectable()
export class PoolsRepository {
  /** The event's own pool first, then the inner ones in their order. */
  ofEvent(m: Reader, eventId: string): Promise<SeatPool[]> {
    return m.find(SeatPool, { where: { eventId }, order: { sort: 'ASC', id: 'ASC' } });
  }

  wholeEvents(m: Reader, eventIds: string[]): Promise<SeatPool[]> {
    return eventIds.length
      ? m.find(SeatPool, { where: { eventId: In(eventIds), scope: 'event' } })
      : Promise.resolve([]);
  }

  async insert(tx: Tx, pools: NewPool[]): Promise<void> {
    const rows = pools.map((pool) => ({ ...pool, taken: 0, arrivals: 0, waiting: 0 }));
    await tx.createQueryBuilder().insert().into(SeatPool).values(rows).updateEntity(false).execute();
  }

  /** False: more seats are taken than the new capacity holds. The guard stands in the UPDATE, beside those who register. */
  async change(tx: Tx, id: string, fields: PoolFields): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(SeatPool)
      .set(fields)
      .where('id = :id AND taken <= :capacity', { id, capacity: fields.capacity })
      .execute();
    return affected === 1;
  }

  async taken(tx: Tx, id: string): Promise<number> {
    const pool = await tx.findOneByOrFail(SeatPool, { id });
    return pool.taken;
  }

  async remove(tx: Tx, ids: string[]): Promise<void> {
    if (ids.length) await tx.delete(SeatPool, { id: In(ids) });
  }
}
