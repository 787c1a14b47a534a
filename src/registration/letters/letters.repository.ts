import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows, type Tx } from '../../database/index.js';
import { Registration } from '../registration.entity.js';
import { isLive, registrationStatuses } from '../registration-status.js';
import { Letter } from './letter.entity.js';

type Row = Omit<Letter, 'registration' | 'file'>;

/** A condition on the registration `r`: his letter of assignment is here. */
export const hasLetter = (): string => 'EXISTS (SELECT 1 FROM letter l WHERE l.registration_id = r.id)';

const live = registrationStatuses.filter(isLive);

@Injectable()
export class LettersRepository {
  find(m: EntityManager, registrationId: string): Promise<Letter | null> {
    return m.findOneBy(Letter, { registrationId });
  }

  /** One letter a person: the new one takes the place of the one before. */
  async put(tx: Tx, letter: Row): Promise<void> {
    const { registrationId, ...fields } = letter;
    const { affected } = await tx.update(Letter, { registrationId }, fields);
    if (affected === 0) await insertRows(tx, Letter, [letter]);
  }

  /** Those of them whose letter is here. */
  async sentBy(m: EntityManager, registrationIds: string[]): Promise<Set<string>> {
    const rows = await m
      .createQueryBuilder(Letter, 'l')
      .select('l.registration_id', 'registrationId')
      .where('l.registration_id IN (:...registrationIds)', { registrationIds })
      .getRawMany<{ registrationId: string }>();
    return new Set(rows.map(({ registrationId }) => registrationId));
  }

  /** Live people of an event without a letter. */
  lacking(m: EntityManager, eventId: string): Promise<number> {
    return m
      .createQueryBuilder(Registration, 'r')
      .where('r.event_id = :eventId AND r.status IN (:...live)', { eventId, live })
      .andWhere(`NOT ${hasLetter()}`)
      .getCount();
  }

  /** Of the live registrations of an event: all, those with a letter, and those who may be reminded. */
  async count(
    m: EntityManager,
    eventId: string,
    notSince: Date,
  ): Promise<{ people: number; sent: number; remindable: number }> {
    const lacks = `NOT ${hasLetter()}`;
    const row = await m
      .createQueryBuilder(Registration, 'r')
      .select('COUNT(*)', 'people')
      .addSelect(`SUM(CASE WHEN ${hasLetter()} THEN 1 ELSE 0 END)`, 'sent')
      .addSelect(`SUM(CASE WHEN ${lacks} AND ${mayBeReminded} THEN 1 ELSE 0 END)`, 'remindable')
      .where('r.event_id = :eventId AND r.status IN (:...live)', { eventId, live, notSince })
      .getRawOne<Record<'people' | 'sent' | 'remindable', string | number | null>>();
    return {
      people: Number(row?.people ?? 0),
      sent: Number(row?.sent ?? 0),
      remindable: Number(row?.remindable ?? 0),
    };
  }

  /** Live people of an event without a letter whom nobody reminded since, in the order of their ids. */
  async remindable(m: EntityManager, eventId: string, notSince: Date, after: string, limit: number): Promise<string[]> {
    const rows = await m
      .createQueryBuilder(Registration, 'r')
      .select('r.id', 'id')
      .where('r.event_id = :eventId AND r.status IN (:...live) AND r.id > :after', { eventId, live, after })
      .andWhere(`NOT ${hasLetter()}`)
      .andWhere(mayBeReminded, { notSince })
      .orderBy('r.id')
      .limit(limit)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** True at most once in the given time: takes the right to remind this person. */
  async takeReminder(tx: Tx, registrationId: string, now: Date, notSince: Date): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(Registration)
      .set({ letterRemindedAt: now })
      .where('id = :registrationId AND (letter_reminded_at IS NULL OR letter_reminded_at <= :notSince)', {
        registrationId,
        notSince,
      })
      .execute();
    return affected === 1;
  }
}

const mayBeReminded = '(r.letter_reminded_at IS NULL OR r.letter_reminded_at <= :notSince)';
