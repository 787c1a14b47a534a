import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { Answer } from './questions/answer.entity.js';
import { Consent, Registration, RegistrationPool } from './registration.entity.js';
import { isLive, registrationStatuses, type RegistrationStatus, sourcesOf } from './registration-status.js';

export type CorrectedFields = Partial<
  Pick<
    Registration,
    'frontTitle' | 'name' | 'backTitle' | 'nameKey' | 'position' | 'rank' | 'phone' | 'email' | 'personKey' | 'liveKey'
  >
>;

@Injectable()
export class RegistrationsRepository {
  async insert(
    tx: Tx,
    registrations: Registration[],
    pools: Pick<RegistrationPool, 'registrationId' | 'poolId'>[],
    consents: Consent[],
    answers: Answer[] = [],
  ): Promise<void> {
    await insertRows(tx, Registration, registrations);
    await insertRows(tx, RegistrationPool, pools);
    await insertRows(tx, Consent, consents);
    await insertRows(tx, Answer, answers);
  }

  find(m: EntityManager, id: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { id });
  }

  findInEvent(m: EntityManager, eventId: string, id: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { id, eventId });
  }

  /** Takes the row until the end of the transaction, so that whoever changes one person comes one after the other. */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(Registration)
      .set({ nameKey: () => 'name_key' })
      .where({ id })
      .execute();
  }

  /** @throws AlreadyExists when another live row of the event has this key. */
  async correct(tx: Tx, id: string, fields: CorrectedFields): Promise<void> {
    await uniqueGuard(() => tx.update(Registration, { id }, fields));
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
