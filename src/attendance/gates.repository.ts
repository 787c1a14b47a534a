import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { groupBy } from '../common/index.js';
import { insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { Gate } from './gate.entity.js';

@Injectable()
export class GatesRepository {
  ofEvent(m: EntityManager, eventId: string): Promise<Gate[]> {
    return m.find(Gate, { where: { eventId }, order: { sort: 'ASC', nameKey: 'ASC' } });
  }

  async ofEvents(m: EntityManager, eventIds: string[]): Promise<Map<string, Gate[]>> {
    const gates = await m.find(Gate, { where: { eventId: In(eventIds) }, order: { sort: 'ASC', nameKey: 'ASC' } });
    return groupBy(gates, ({ eventId }) => eventId);
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
