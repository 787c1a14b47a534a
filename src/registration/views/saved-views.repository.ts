import { Injectable } from '@nestjs/common';
import { type EntityManager, type FindOptionsWhere, IsNull, Not } from 'typeorm';
import { Database, insertRows, type Tx } from '../../database/index.js';
import { SavedView } from './saved-view.entity.js';

@Injectable()
export class SavedViewsRepository {
  constructor(private readonly database: Database) {}

  of(m: EntityManager, eventId: string, staffAccountId: string): Promise<SavedView[]> {
    return m.find(SavedView, { where: seenBy(staffAccountId, { eventId }), order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Until the end of the transaction nobody else shares it, takes it back or removes it. SQLite has one writer anyway. */
  hold(tx: Tx, eventId: string, staffAccountId: string, id: string): Promise<SavedView | null> {
    const lock = this.database.engine === 'mysql' ? ({ mode: 'pessimistic_write' } as const) : undefined;
    return tx.findOne(SavedView, { where: seenBy(staffAccountId, { eventId, id }), lock });
  }

  insert(tx: Tx, view: Omit<SavedView, 'owner' | 'event'>): Promise<void> {
    return insertRows(tx, SavedView, [view]);
  }

  async update(tx: Tx, id: string, view: Pick<SavedView, 'name' | 'sharedName'>): Promise<void> {
    await tx.update(SavedView, { id }, view);
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.delete(SavedView, { id });
  }
}

/** One's own, and those that are shared. */
const seenBy = (staffAccountId: string, view: FindOptionsWhere<SavedView>): FindOptionsWhere<SavedView>[] => [
  { ...view, staffAccountId },
  { ...view, sharedName: Not(IsNull()) },
];
