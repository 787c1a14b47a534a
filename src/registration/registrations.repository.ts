import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { insertRows, oneOf, type Tx, uniqueGuard } from '../database/index.js';
import { Event, SeatPool } from '../events/index.js';
import { MailMessage, type MailStanding } from '../mail/index.js';
import { Answer } from './questions/answer.entity.js';
import { Consent, Registration, RegistrationPool, RegistrationWord } from './registration.entity.js';
import { holdsSeat, isLive, registrationStatuses, type RegistrationStatus } from './registration-status.js';
import { wordsOf } from './list/search-words.js';

/** Of a mail that reached nobody. */
const UNREACHED: MailStanding[] = ['failed', 'bounced', 'held'];

/** States that end by themselves at `hold_until`. */
const HELD: RegistrationStatus[] = ['unconfirmed', 'offered'];

/** While they are so for the first time; whoever was confirmed before is found by that. */
const NEVER_TICKETED: RegistrationStatus[] = ['waiting', 'unconfirmed'];

const TICKET_HOLDER = {
  id: true,
  status: true,
  epoch: true,
  frontTitle: true,
  name: true,
  backTitle: true,
  unitText: true,
  endedAt: true,
} as const;

export type TicketHolder = Pick<Registration, keyof typeof TICKET_HOLDER>;

/** What a step of a registration may write beside its state. */
export type MoveFields = Partial<
  Pick<
    Registration,
    'liveKey' | 'arrivalNo' | 'priority' | 'holdUntil' | 'provedAt' | 'confirmedAt' | 'endedAt' | 'endReason'
  >
>;

/** Each row of the statement goes through all its cases. */
const ARRIVALS_PER_STATEMENT = 100;
const KEYS_PER_QUERY = 500;

/** Up to so many places are counted one by one; for more the whole line is numbered once. */
const FEW = 4;

/** What may be corrected in a row, and what follows from it. */
export type Corrections = Partial<Omit<Registration, 'id' | 'event' | 'unit' | 'warnings'>>;

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
    await insertRows(tx, RegistrationWord, registrations.flatMap(wordRows));
    await insertRows(tx, RegistrationPool, pools);
    await insertRows(tx, Consent, consents);
    await insertRows(tx, Answer, answers);
  }

  /**
   * Corrects what a person typed, and the words by which he is found.
   * @returns false when the row has ended, or one of these fields has changed since it was read
   * @throws AlreadyExists when another live row of the event has the corrected key
   */
  async correct(tx: Tx, read: Registration, fields: Corrections): Promise<boolean> {
    const asRead = Object.fromEntries(
      Object.keys(fields).map((field) => [field, read[field as keyof Corrections] ?? IsNull()]),
    );
    const live = { status: In(registrationStatuses.filter(isLive)) };
    const { affected } = await uniqueGuard(() => tx.update(Registration, { ...asRead, ...live, id: read.id }, fields));
    if (affected !== 1) return false;
    const old = wordRows(read);
    const now = wordRows({ ...read, ...fields });
    const gone = old.filter(({ word }) => !now.some((row) => row.word === word));
    if (gone.length > 0) await tx.delete(RegistrationWord, gone);
    await insertRows(
      tx,
      RegistrationWord,
      now.filter(({ word }) => !old.some((row) => row.word === word)),
    );
    return true;
  }

  async warn(tx: Tx, id: string, warnings: Registration['warnings']): Promise<void> {
    await tx.update(Registration, { id }, { warnings });
  }

  async arrived(tx: Tx, at: ReadonlyMap<string, Date | null>): Promise<void> {
    const { driver } = tx.connection;
    const column = tx.connection.getMetadata(Registration).findColumnWithPropertyName('arrivedAt')!;
    const all = [...at];
    for (let from = 0; from < all.length; from += ARRIVALS_PER_STATEMENT) {
      const some = all.slice(from, from + ARRIVALS_PER_STATEMENT);
      const cases = some.map(() => 'WHEN ? THEN ?').join(' ');
      await tx.query(
        `UPDATE registration SET arrived_at = CASE id ${cases} END WHERE id IN (${some.map(() => '?').join(', ')})`,
        [
          ...some.flatMap(([id, time]) => [id, driver.preparePersistentValue(time, column) as unknown]),
          ...some.map(([id]) => id),
        ],
      );
    }
  }

  find(m: EntityManager, id: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { id });
  }

  findInEvent(m: EntityManager, eventId: string, id: string): Promise<Registration | null> {
    return m.findOneBy(Registration, { id, eventId });
  }

  /** Those with a word that begins so, for each of the words, and with such a title before the name. */
  async named(
    m: EntityManager,
    eventId: string,
    { words, front }: { words: string[]; front?: string },
    limit: number,
  ): Promise<Registration[]> {
    if (words.length === 0) return [];
    const found = m.createQueryBuilder(Registration, 'r').where('r.event_id = :eventId', { eventId });
    if (front) found.andWhere('LOWER(r.front_title) LIKE :front', { front: `%${front}%` });
    words.forEach((word, n) => {
      const begins = `w${n}.event_id = :eventId AND w${n}.word >= :from${n} AND w${n}.word < :to${n}`;
      found.andWhere(`r.id IN (SELECT w${n}.registration_id FROM registration_word w${n} WHERE ${begins})`, {
        [`from${n}`]: word,
        [`to${n}`]: `${word}\uffff`,
      });
    });
    return found.orderBy('r.name_key').addOrderBy('r.id').limit(limit).getMany();
  }

  /** Takes the rows until the end of the transaction, so that whoever changes one person comes one after the other. */
  async hold(tx: Tx, ...ids: string[]): Promise<void> {
    // On SQLite one transaction comes after the other anyway.
    if (ids.length === 0 || tx.connection.driver.options.type === 'better-sqlite3') return;
    await tx
      .createQueryBuilder()
      .update(Registration)
      .set({ nameKey: () => 'name_key' })
      .where({ id: In(ids.sort()) })
      .execute();
  }

  /** The live rows with one of these keys, by key. */
  async liveOf(m: EntityManager, eventId: string, liveKeys: string[]): Promise<Map<string, Registration>> {
    // In a rush nearly everybody is new: whole rows are read only of those who are not.
    const found = await m.find(Registration, { select: { id: true }, where: { eventId, liveKey: In(liveKeys) } });
    if (found.length === 0) return new Map();
    const rows = await m.find(Registration, { where: { id: In(found.map(({ id }) => id)) } });
    return new Map(rows.map((row) => [row.liveKey ?? '', row]));
  }

  /** The same for as many keys as a file has. */
  async liveOfMany(m: EntityManager, eventId: string, liveKeys: string[]): Promise<Map<string, Registration>> {
    const found = new Map<string, Registration>();
    for (let from = 0; from < liveKeys.length; from += KEYS_PER_QUERY) {
      const some = await this.liveOf(m, eventId, liveKeys.slice(from, from + KEYS_PER_QUERY));
      for (const [key, row] of some) found.set(key, row);
    }
    return found;
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

  /** By the number of the form, or of the row of a file, whatever became of them since. */
  async ofNonces(m: EntityManager, nonces: string[]): Promise<Map<string, Registration>> {
    const rows = await m.find(Registration, { where: { submissionNonce: In(nonces) } });
    return new Map(rows.map((row) => [row.submissionNonce ?? '', row]));
  }

  /** With its event, the latest event first. */
  async ofPersonElsewhere(
    m: EntityManager,
    nip: string,
    eventId: string,
    { eventIds, limit }: { eventIds: 'all' | string[]; limit: number },
  ): Promise<(Registration & { event: Event })[]> {
    const query = m
      .createQueryBuilder(Registration, 'r')
      .innerJoinAndMapOne('r.event', Event, 'e', 'e.id = r.event_id')
      .where('r.nip = :nip AND r.event_id <> :eventId', { nip, eventId })
      .orderBy('e.starts_at', 'DESC')
      .addOrderBy('r.id', 'DESC')
      .limit(limit);
    if (eventIds !== 'all') query.andWhere('r.event_id IN (:...eventIds)', { eventIds: ['', ...eventIds] });
    return (await query.getMany()) as (Registration & { event: Event })[];
  }

  findByTicketCodes(m: EntityManager, eventId: string, ticketCodes: string[]): Promise<Registration[]> {
    if (ticketCodes.length === 0) return Promise.resolve([]);
    return m.findBy(Registration, { eventId, ticketCode: In(ticketCodes) });
  }

  /** Changes the state if the row still stands in the one it was read in; false when another request was first. */
  async changeStatus(
    tx: Tx,
    id: string,
    from: RegistrationStatus,
    to: RegistrationStatus,
    fields: MoveFields,
  ): Promise<boolean> {
    const result = await tx.update(Registration, { id, status: from }, { ...fields, status: to });
    return result.affected === 1;
  }

  /** Seats of one event that are held no longer, the earliest first. */
  dueHolds(tx: Tx, eventId: string, now: Date): Promise<Registration[]> {
    return tx.find(Registration, {
      where: { eventId, status: In(HELD), holdUntil: LessThanOrEqual(now) },
      order: { holdUntil: 'ASC', arrivalNo: 'ASC' },
    });
  }

  async eventsWithDueHolds(m: EntityManager, now: Date): Promise<string[]> {
    const rows = await m
      .createQueryBuilder(Event, 'e')
      .innerJoin(Registration, 'r', 'r.event_id = e.id AND r.status IN (:...held)', { held: HELD })
      .select('DISTINCT e.id', 'id')
      .where("e.state = 'published' AND r.hold_until <= :now", { now })
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** Those of the rows that are in this state. */
  async stillIn(m: EntityManager, status: RegistrationStatus, ids: string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await m.find(Registration, { select: { id: true }, where: { id: In(ids), status } });
    return new Set(rows.map(({ id }) => id));
  }

  findManyInEvent(m: EntityManager, eventId: string, ids: string[]): Promise<Registration[]> {
    return ids.length === 0 ? Promise.resolve([]) : m.findBy(Registration, { eventId, id: In(ids) });
  }

  ticketHoldersOf(m: EntityManager, eventId: string, ids: string[]): Promise<TicketHolder[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return m.find(Registration, { select: TICKET_HOLDER, where: { eventId, id: oneOf(ids) } });
  }

  ticketHolders(m: EntityManager, eventId: string): Promise<TicketHolder[]> {
    return m.find(Registration, {
      select: TICKET_HOLDER,
      where: [
        { eventId, confirmedAt: Not(IsNull()) },
        { eventId, status: Not(In(NEVER_TICKETED)) },
      ],
    });
  }

  async prioritise(tx: Tx, id: string, priority: number): Promise<boolean> {
    const { affected } = await tx.update(Registration, { id, status: 'waiting' }, { priority });
    return affected === 1;
  }

  async proveAddress(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.update(Registration, { id, provedAt: IsNull() }, { provedAt: now });
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
    const pools = await m.countBy(SeatPool, { eventId });
    const query = pools === 1 && ids.length <= FEW ? this.placesOfFew(m) : this.placesOfMany(m, pools > 1);
    const rows = await query.setParameters({ eventId, ids }).getRawMany<{ id: string; place: string | number }>();
    return new Map(rows.map((row) => [row.id, Number(row.place)]));
  }

  /** Counted along the index for each: in a line of thousands everybody asks for his own place. */
  private placesOfFew(m: EntityManager) {
    const count = (condition: string) => {
      const some = m
        .createQueryBuilder(Registration, 'r')
        .select('COUNT(*)')
        .where(`r.event_id = :eventId AND r.status = 'waiting' AND ${condition}`);
      return `(${some.getQuery()})`;
    };
    const sooner = count('r.arrival_no < me.arrival_no AND r.priority = me.priority');
    return m
      .createQueryBuilder(Registration, 'me')
      .select('me.id', 'id')
      .addSelect(`1 + ${sooner} + ${count('r.priority > me.priority')}`, 'place')
      .where("me.id IN (:...ids) AND me.status = 'waiting'");
  }

  private placesOfMany(m: EntityManager, severalPools: boolean) {
    const line = m
      .createQueryBuilder(Registration, 'r')
      .select('r.id', 'id')
      .addSelect(
        `ROW_NUMBER() OVER (${severalPools ? 'PARTITION BY rp.pool_id' : ''} ORDER BY r.priority DESC, r.arrival_no)`,
        'place',
      )
      .where("r.event_id = :eventId AND r.status = 'waiting'");
    if (severalPools) line.innerJoin(RegistrationPool, 'rp', 'rp.registration_id = r.id');
    return m
      .createQueryBuilder()
      .select('line.id', 'id')
      .addSelect('MIN(line.place)', 'place')
      .from(`(${line.getQuery()})`, 'line')
      .where('line.id IN (:...ids)')
      .groupBy('line.id');
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

  /** Those with a seat since before a moment who were not reminded yet. */
  toRemind(m: EntityManager, eventId: string, before: Date, limit: number): Promise<Registration[]> {
    const reminded = m
      .createQueryBuilder(MailMessage, 'mail')
      .select('1')
      .where("mail.subject_kind = 'registration' AND mail.subject_id = r.id")
      .andWhere("mail.template = 'registration_reminder'");
    return m
      .createQueryBuilder(Registration, 'r')
      .where("r.event_id = :eventId AND r.status = 'confirmed' AND r.confirmed_at < :before", { eventId, before })
      .andWhere(`NOT EXISTS (${reminded.getQuery()})`)
      .orderBy('r.id')
      .limit(limit)
      .getMany();
  }

  /** Who holds a seat of the pool: the last who registered first, who has arrived only after all others. */
  lastHolders(m: EntityManager, poolId: string, limit: number): Promise<Registration[]> {
    return m
      .createQueryBuilder(Registration, 'r')
      .innerJoin(RegistrationPool, 'rp', 'rp.registration_id = r.id AND rp.pool_id = :poolId', { poolId })
      .where('r.status IN (:...holding)', { holding: registrationStatuses.filter(holdsSeat) })
      .orderBy('CASE WHEN r.arrived_at IS NULL THEN 0 ELSE 1 END')
      .addOrderBy('r.arrival_no', 'DESC')
      .limit(limit)
      .getMany();
  }

  /** Live registrations whose last mail did not reach anybody, or is held back; the newest first. */
  unreached(m: EntityManager, eventId: string, before: string | null, limit: number): Promise<Registration[]> {
    const query = m
      .createQueryBuilder(Registration, 'r')
      .where({ eventId, status: In(registrationStatuses.filter(isLive)), mailStanding: In(UNREACHED) })
      .orderBy('r.id', 'DESC')
      .limit(limit);
    if (before) query.andWhere('r.id < :before', { before });
    return query.getMany();
  }

  live(m: EntityManager, eventId: string): Promise<Registration[]> {
    return m.find(Registration, { where: { eventId, status: In(registrationStatuses.filter(isLive)) } });
  }
}

const wordRows = (row: Registration): RegistrationWord[] =>
  wordsOf(row).map((word) => ({ eventId: row.eventId, word, registrationId: row.id }));
