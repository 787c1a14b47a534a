import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, MoreThan } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { ImportBatch, ImportRow } from './import.entity.js';
import type { RowResult } from './import-handler.js';
import { type ImportState, type RowOutcome, type RowState, sourcesOf } from './import-status.js';

export interface RowCount {
  outcome: RowOutcome;
  state: RowState;
  count: number;
}

@Injectable()
export class ImportsRepository {
  async insert(tx: Tx, batch: ImportBatch, rows: ImportRow[]): Promise<void> {
    await insertRows(tx, ImportBatch, [batch]);
    await insertRows(tx, ImportRow, rows);
  }

  find(m: EntityManager, id: string): Promise<ImportBatch | null> {
    return m.findOneBy(ImportBatch, { id });
  }

  latest(m: EntityManager, kinds: string[], eventId: string | null, limit: number): Promise<ImportBatch[]> {
    const query = m
      .createQueryBuilder(ImportBatch, 'b')
      .where('b.kind IN (:...kinds)', { kinds })
      .orderBy('b.id', 'DESC')
      .limit(limit);
    if (eventId === null) query.andWhere('b.event_id IS NULL');
    else query.andWhere('b.event_id = :eventId', { eventId });
    return query.getMany();
  }

  async counts(m: EntityManager, batchIds: string[]): Promise<Map<string, RowCount[]>> {
    if (batchIds.length === 0) return new Map();
    const rows = await m
      .createQueryBuilder(ImportRow, 'r')
      .select('r.batch_id', 'batchId')
      .addSelect('r.outcome', 'outcome')
      .addSelect('r.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .where('r.batch_id IN (:...batchIds)', { batchIds })
      .groupBy('r.batch_id')
      .addGroupBy('r.outcome')
      .addGroupBy('r.state')
      .getRawMany<{ batchId: string; outcome: RowOutcome; state: RowState; count: string | number }>();
    const counts = new Map(batchIds.map((id): [string, RowCount[]] => [id, []]));
    for (const { batchId, ...row } of rows) counts.get(batchId)?.push({ ...row, count: Number(row.count) });
    return counts;
  }

  page(
    m: EntityManager,
    batchId: string,
    filter: { outcome?: RowOutcome; state?: RowState },
    afterLine: number,
    limit: number,
  ): Promise<ImportRow[]> {
    return m.find(ImportRow, {
      where: {
        batchId,
        ...(filter.outcome ? { outcome: filter.outcome } : {}),
        ...(filter.state ? { state: filter.state } : {}),
        line: MoreThan(afterLine),
      },
      order: { line: 'ASC' },
      take: limit,
    });
  }

  /** The next rows of a run; an undoing begins at the end. */
  next(m: EntityManager, batchId: string, state: 'open' | 'applied', limit: number): Promise<ImportRow[]> {
    return m.find(ImportRow, {
      where: { batchId, state },
      order: { line: state === 'open' ? 'ASC' : 'DESC' },
      take: limit,
    });
  }

  /** Moves on from a state that may; false when somebody else was first. */
  async move(
    tx: Tx,
    id: string,
    to: ImportState,
    fields: Partial<Pick<ImportBatch, 'toDo' | 'endedAt'>> = {},
  ): Promise<boolean> {
    const { affected } = await tx.update(ImportBatch, { id, state: In(sourcesOf(to)) }, { ...fields, state: to });
    return affected === 1;
  }

  async record(tx: Tx, results: RowResult[]): Promise<void> {
    for (const { rowId, ...fields } of results) await tx.update(ImportRow, { id: rowId }, fields);
  }

  /** Files that were looked at and never taken; their rows go with them. */
  async removeUnused(tx: Tx, before: Date): Promise<number> {
    const { affected } = await tx.delete(ImportBatch, { state: 'checked', createdAt: LessThan(before) });
    return affected ?? 0;
  }
}
