import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx } from '../../database/index.js';
import { Registration } from '../registration.entity.js';
import { BulkItem, BulkRun } from './bulk-run.entity.js';

@Injectable()
export class BulkRepository {
  async insert(tx: Tx, run: Omit<BulkRun, 'event'>, registrationIds: string[]): Promise<void> {
    await insertRows(tx, BulkRun, [run]);
    await insertRows(
      tx,
      BulkItem,
      registrationIds.map((registrationId) => ({ runId: run.id, registrationId, outcome: 'todo' })),
    );
  }

  find(m: EntityManager, eventId: string, id: string): Promise<BulkRun | null> {
    return m.findOneBy(BulkRun, { id, eventId });
  }

  byId(m: EntityManager, id: string): Promise<BulkRun | null> {
    return m.findOneBy(BulkRun, { id });
  }

  /** In the order of their ids, which is that in which people came; what a crash left begun comes first. */
  async items(m: EntityManager, runId: string, outcomes: string[], limit: number): Promise<BulkItem[]> {
    return m.find(BulkItem, {
      where: { runId, outcome: In(outcomes) },
      order: { outcome: 'ASC', registrationId: 'ASC' },
      take: limit,
    });
  }

  async mark(tx: Tx, runId: string, registrationIds: string[], outcome: string): Promise<void> {
    if (registrationIds.length === 0) return;
    await tx.update(BulkItem, { runId, registrationId: In(registrationIds) }, { outcome });
  }

  async finish(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.update(BulkRun, { id }, { finishedAt: now });
  }

  /** True once: whoever undoes it second has nothing to undo. */
  async takeUndo(tx: Tx, id: string, now: Date): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(BulkRun)
      .set({ undoneAt: now })
      .where('id = :id AND finished_at IS NOT NULL AND undone_at IS NULL', { id })
      .execute();
    return affected === 1;
  }

  async countByOutcome(m: EntityManager, runId: string): Promise<Map<string, number>> {
    const rows = await m
      .createQueryBuilder(BulkItem, 'i')
      .select('i.outcome', 'outcome')
      .addSelect('COUNT(*)', 'count')
      .where('i.run_id = :runId', { runId })
      .groupBy('i.outcome')
      .getRawMany<{ outcome: string; count: string | number }>();
    return new Map(rows.map((row) => [row.outcome, Number(row.count)]));
  }

  /** Who was refused, with the code of the reason; without a registration where the event has none of that id. */
  async refused(
    m: EntityManager,
    { id, eventId }: BulkRun,
    codes: string[],
    limit: number,
  ): Promise<{ id: string; code: string; registration: Registration | null }[]> {
    if (codes.length === 0) return [];
    const items = await this.items(m, id, codes, limit);
    const ids = items.map(({ registrationId }) => registrationId);
    const rows = await m.findBy(Registration, { eventId, id: In(ids) });
    const known = new Map(rows.map((row) => [row.id, row]));
    return items.map(({ registrationId, outcome }) => {
      return { id: registrationId, code: outcome, registration: known.get(registrationId) ?? null };
    });
  }
}
