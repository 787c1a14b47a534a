import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows } from '../../database/index.js';
import { SavedView } from './saved-view.entity.js';

@Injectable()
export class SavedViewsRepository {
  of(m: EntityManager, eventId: string, staffAccountId: string): Promise<SavedView[]> {
    return m.find(SavedView, { where: { eventId, staffAccountId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  insert(tx: EntityManager, view: Omit<SavedView, 'owner' | 'event'>): Promise<void> {
    return insertRows(tx, SavedView, [view]);
  }

  async remove(tx: EntityManager, eventId: string, staffAccountId: string, id: string): Promise<boolean> {
    const { affected } = await tx.delete(SavedView, { id, eventId, staffAccountId });
    return affected === 1;
  }
}
