import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { Consent, Registration, RegistrationPool, RegistrationWord } from './registration.entity.js';
import { isLive, registrationStatuses, type RegistrationStatus, sourcesOf } from './registration-status.js';
import { wordsOf } from './search-words.js';

@Injectable()
export class RegistrationsRepository {
  async insert(
    tx: Tx,
    registrations: Registration[],
    pools: Pick<RegistrationPool, 'registrationId' | 'poolId'>[],
    consents: Consent[],
  ): Promise<void> {
    await insertRows(tx, Registration, registrations);
    await insertRows(tx, RegistrationWord, registrations.flatMap(wordRows));
    await insertRows(tx, RegistrationPool, pools);
    await insertRows(tx, Consent, consents);
  }

  /** The row as an organiser or the person himself corrected it, and the words by which it is found. */
  async correct(tx: Tx, before: Registration, fields: Partial<Registration>): Promise<void> {
    await tx.update(Registration, { id: before.id }, fields);
    const old = wordRows(before);
    const now = wordRows({ ...before, ...fields });
    const gone = old.filter(({ word }) => !now.some((row) => row.word === word));
    if (gone.length > 0) await tx.delete(RegistrationWord, gone);
    await insertRows(
      tx,
      RegistrationWord,
      now.filter(({ word }) => !old.some((row) => row.word === word)),
    );
  }

  /** The first time counts, also when a phone reports it late. */
  async arrived(tx: Tx, id: string, at: Date): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(Registration)
      .set({ arrivedAt: at })
      .where('id = :id AND (arrived_at IS NULL OR arrived_at > :at)', { id, at })
      .execute();
  }

  find(m: EntityManager, id: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { id });
  }

  findInEvent(m: EntityManager, eventId: string, id: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { id, eventId });
  }

  /** The live rows with one of these keys, by key. */
  async liveOf(m: EntityManager, eventId: string, liveKeys: string[]): Promise<Map<string, Registration>> {
    const rows = await m.find(Registration, { where: { eventId, liveKey: In(liveKeys) } });
    return new Map(rows.map((row) => [row.liveKey ?? '', row]));
  }

  /** Those of the numbers that a form sent has used already, of whatever event. */
  async knownNonces(m: EntityManager, nonces: string[]): Promise<Set<string>> {
    if (nonces.length === 0) return new Set();
    const rows = await m.find(Registration, {
      select: { submissionNonce: true },
      where: { submissionNonce: In(nonces) },
    });
    return new Set(rows.flatMap(({ submissionNonce }) => submissionNonce ?? []));
  }

  findByTicketCode(m: EntityManager, eventId: string, ticketCode: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { eventId, ticketCode });
  }

  /** Moves on if the row still stands in a state that may; false when another request was first. */
  async changeStatus(
    tx: Tx,
    id: string,
    from: RegistrationStatus,
    to: RegistrationStatus,
    fields: Partial<Pick<Registration, 'liveKey' | 'confirmedAt' | 'endedAt' | 'endReason'>>,
  ): Promise<boolean> {
    if (!sourcesOf(to).includes(from)) return false;
    const result = await tx.update(Registration, { id, status: from }, { ...fields, status: to });
    return result.affected === 1;
  }

  /** True at most once in the given time: takes the right to send the ticket again. */
  async takeResend(tx: Tx, id: string, now: Date, notSince: Date): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(Registration)
      .set({ resentAt: now })
      .where('id = :id AND (resent_at IS NULL OR resent_at <= :notSince)', { id, notSince })
      .execute();
    return affected === 1;
  }

  /** Places of those who wait, from 1, among those who want the same seats: counted in the narrowest pool of each. */
  async placesInLine(m: EntityManager, eventId: string, ids: string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const line = m
      .createQueryBuilder(Registration, 'r')
      .innerJoin(RegistrationPool, 'rp', 'rp.registration_id = r.id')
      .select('r.id', 'id')
      .addSelect('ROW_NUMBER() OVER (PARTITION BY rp.pool_id ORDER BY r.arrival_no)', 'place')
      .where("r.event_id = :eventId AND r.status = 'waiting'");
    const rows = await m
      .createQueryBuilder()
      .select('line.id', 'id')
      .addSelect('MIN(line.place)', 'place')
      .from(`(${line.getQuery()})`, 'line')
      .where('line.id IN (:...ids)')
      .groupBy('line.id')
      .setParameters({ eventId, ids })
      .getRawMany<{ id: string; place: string | number }>();
    return new Map(rows.map((row) => [row.id, Number(row.place)]));
  }

  async countWaiting(m: EntityManager, eventIds: string[]): Promise<Map<string, number>> {
    if (eventIds.length === 0) return new Map();
    const rows = await m
      .createQueryBuilder(Registration, 'r')
      .select('r.event_id', 'eventId')
      .addSelect('COUNT(*)', 'count')
      .where("r.status = 'waiting' AND r.event_id IN (:...eventIds)", { eventIds })
      .groupBy('r.event_id')
      .getRawMany<{ eventId: string; count: string | number }>();
    return new Map(rows.map((row) => [row.eventId, Number(row.count)]));
  }

  confirmed(m: EntityManager, eventId: string): Promise<Registration[]> {
    return m
      .createQueryBuilder(Registration, 'r')
      .leftJoin('r.unit', 'u')
      .where("r.event_id = :eventId AND r.status = 'confirmed'", { eventId })
      .orderBy('CASE WHEN u.id IS NULL THEN 1 ELSE 0 END')
      .addOrderBy('u.sort')
      .addOrderBy('r.name_key')
      .addOrderBy('r.id')
      .getMany();
  }

  live(m: EntityManager, eventId: string): Promise<Registration[]> {
    return m.find(Registration, { where: { eventId, status: In(registrationStatuses.filter(isLive)) } });
  }
}

const wordRows = (row: Registration): RegistrationWord[] =>
  wordsOf(row).map((word) => ({ eventId: row.eventId, word, registrationId: row.id }));
