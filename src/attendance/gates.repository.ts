import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { Gate } from './gate.entity.js';

@Injectable()
export class GatesRepository {
  ofEvent(m: EntityManager, eventId: string): Promise<Gate[]> {
    return m.find(Gate, { where: { eventId }, order: { sort: 'ASC', nameKey: 'ASC' } });
  }

  find(m: EntityManager, eventId: string, id: string): Promise<Gate | null> {
    return m.findOneBy(Gate, { id, eventId });
  }

  async nextSort(m: EntityManager, eventId: string): Promise<number> {
    return ((await m.maximum(Gate, 'sort', { eventId })) ?? 0) + 1;
  }

  /** @throws AlreadyExists when the event has a gate of this name. */
  insert(tx: Tx, gate: Gate): Promise<void> {
    return uniqueGuard(() => insertRows(tx, Gate, [gate]));
  }
}
