import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx } from '../../database/index.js';
import { Answer } from './answer.entity.js';

const IDS_PER_QUERY = 500;

@Injectable()
export class AnswersRepository {
  /** By person, in the order in which he answered; who answered nothing is absent. */
  async answersOf(m: EntityManager, registrationIds: string[], questionIds?: string[]): Promise<Map<string, Answer[]>> {
    const byPerson = new Map<string, Answer[]>();
    for (let from = 0; from < registrationIds.length; from += IDS_PER_QUERY) {
      const rows = await m.find(Answer, {
        where: {
          registrationId: In(registrationIds.slice(from, from + IDS_PER_QUERY)),
          ...(questionIds && { questionId: In(questionIds) }),
        },
        order: { id: 'ASC' },
      });
      for (const row of rows) byPerson.set(row.registrationId, [...(byPerson.get(row.registrationId) ?? []), row]);
    }
    return byPerson;
  }

  /** How many people answered each question of the event. */
  async countByQuestion(m: EntityManager, questionIds: string[]): Promise<Map<string, number>> {
    if (questionIds.length === 0) return new Map();
    const rows = await m
      .createQueryBuilder(Answer, 'a')
      .select('a.question_id', 'questionId')
      .addSelect('COUNT(DISTINCT a.registration_id)', 'count')
      .where('a.question_id IN (:...questionIds)', { questionIds })
      .groupBy('a.question_id')
      .getRawMany<{ questionId: string; count: string | number }>();
    return new Map(rows.map((row) => [row.questionId, Number(row.count)]));
  }

  insert(tx: Tx, answers: Answer[]): Promise<void> {
    return insertRows(tx, Answer, answers);
  }

  /** Puts these in place of what the person answered to these questions. */
  async replace(tx: Tx, registrationId: string, questionIds: string[], answers: Answer[]): Promise<void> {
    if (questionIds.length > 0) await tx.delete(Answer, { registrationId, questionId: In(questionIds) });
    await this.insert(tx, answers);
  }
}
