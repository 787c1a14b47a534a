import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx } from '../../database/index.js';
import { FormQuestion } from './form-question.entity.js';

type Row = Omit<FormQuestion, 'event'>;

@Injectable()
export class QuestionsRepository {
  /** Of one event, retired ones too, in their order. */
  ofEvent(m: EntityManager, eventId: string): Promise<FormQuestion[]> {
    return m.find(FormQuestion, { where: { eventId }, order: { sort: 'ASC', id: 'ASC' } });
  }

  async change(tx: Tx, { remove, update, insert }: { remove: string[]; update: Row[]; insert: Row[] }): Promise<void> {
    if (remove.length > 0) await tx.delete(FormQuestion, { id: In(remove) });
    for (const { id, eventId: _eventId, ...fields } of update) await tx.update(FormQuestion, { id }, fields);
    await insertRows(tx, FormQuestion, insert);
  }
}
