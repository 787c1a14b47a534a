import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not } from 'typeorm';
import { AlreadyExists, insertRows, oneOf, type Tx, uniqueGuard } from '../database/index.js';
import { Registration } from '../registration/index.js';
import type { Entry } from './rules/presence.js';
import { Presence } from './presence.entity.js';
import { PresenceCorrection } from './presence/correction.entity.js';
import { MOST_CONFLICTS } from './dto/conflict.dto.js';
import { firstOf } from './presence/day-slots.js';
import { Ruling } from './ruling.entity.js';
import { doorTime, Scan } from './scan.entity.js';
import type { Decision, Shown } from './rules/standing.js';

export type StoredScan = Pick<
  Scan,
  'id' | 'eventId' | 'registrationId' | 'slot' | 'verdict' | 'shown' | 'staffId' | 'deviceId'
>;
const STORED_SCAN = {
  id: true,
  eventId: true,
  registrationId: true,
  slot: true,
  verdict: true,
  shown: true,
  staffId: true,
  deviceId: true,
} as const;

/** The phone has sent this scan before. */
export class ScanStored extends Error {}

/** Another phone has admitted the person in the meantime. */
export class EntryTaken extends Error {}

@Injectable()
export class ScansRepository {
  find(m: EntityManager, id: string): Promise<Scan | null> {
    return m.findOneBy(Scan, { id });
  }

  findWithPerson(m: EntityManager, id: string): Promise<Scan | null> {
    return m.findOne(Scan, { where: { id }, relations: { registration: true } });
  }

  /** What became of these. */
  outcomes(
    m: EntityManager,
    eventId: string,
    ids: string[],
  ): Promise<Pick<Scan, 'id' | 'verdict' | 'standing' | 'conflict'>[]> {
    const select = { id: true, verdict: true, standing: true, conflict: true };
    return m.find(Scan, { select, where: { eventId, id: oneOf(ids) } });
  }

  recent(
    m: EntityManager,
    where: { eventId: string; gateId?: string; deviceId?: string },
    limit: number,
  ): Promise<Scan[]> {
    return m.find(Scan, {
      where,
      relations: { gate: true, registration: true },
      order: { receivedAt: 'DESC', id: 'DESC' },
      take: limit,
    });
  }

  entries(m: EntityManager, registrationId: string, slot: string): Promise<Presence[]> {
    return m.find(Presence, { where: { registrationId, slot }, order: { entryNo: 'ASC' } });
  }

  firstEntry(m: EntityManager, presenceId: string): Promise<Presence> {
    return m.findOneOrFail(Presence, { where: { id: presenceId }, relations: { gate: true, inScan: true } });
  }

  /** Every scan of these people in these slots. */
  ofPeople(m: EntityManager, registrationIds: string[], slots: string[]): Promise<Scan[]> {
    return m.findBy(Scan, { registrationId: oneOf(registrationIds), slot: oneOf(slots) });
  }

  entriesOfPeople(m: EntityManager, registrationIds: string[], slots: string[]): Promise<Presence[]> {
    return m.findBy(Presence, { registrationId: oneOf(registrationIds), slot: oneOf(slots) });
  }

  /** All that was said of these people in these slots. */
  correctionsOf(m: EntityManager, registrationIds: string[], slots: string[]): Promise<PresenceCorrection[]> {
    return m.findBy(PresenceCorrection, { registrationId: oneOf(registrationIds), slot: oneOf(slots) });
  }

  /** The decision that counts, by scan. */
  async rulings(m: EntityManager, scanIds: string[]): Promise<Map<string, Decision>> {
    if (scanIds.length === 0) return new Map();
    const rows = await m.find(Ruling, { where: { scanId: oneOf(scanIds) }, order: { id: 'ASC' } });
    return new Map(rows.map(({ scanId, decision }) => [scanId, decision]));
  }

  countRulings(m: EntityManager, scanId: string): Promise<number> {
    return m.countBy(Ruling, { scanId });
  }

  stored(m: EntityManager, ids: string[]): Promise<StoredScan[]> {
    return m.find(Scan, { select: STORED_SCAN, where: { id: oneOf(ids) } });
  }

  async tellShown(tx: Tx, id: string, shown: Shown): Promise<void> {
    await tx.update(Scan, { id, shown: IsNull() }, { shown });
  }

  insertRuling(tx: Tx, ruling: Ruling): Promise<void> {
    return insertRows(tx, Ruling, [ruling]);
  }

  inConflict(m: EntityManager, eventId: string): Promise<Scan[]> {
    return m.find(Scan, {
      where: { eventId, conflict: Not(IsNull()) },
      relations: { gate: true, registration: true },
      order: { receivedAt: 'ASC', id: 'ASC' },
      take: MOST_CONFLICTS,
    });
  }

  /** Of these ids, those that wait for a ruling, in the order at the door. */
  async unruled(m: EntityManager, eventId: string, ids: string[]): Promise<Scan[]> {
    const where = { eventId, id: oneOf(ids), conflict: Not(IsNull()) };
    const rows = await m.find(Scan, { where, relations: { registration: true } });
    return rows.sort((a, b) => doorTime(a).getTime() - doorTime(b).getTime());
  }

  /** Of these ids, those that are stored, with their events. */
  async known(m: EntityManager, ids: string[]): Promise<Map<string, string>> {
    const rows = await m.find(Scan, { select: { id: true, eventId: true }, where: { id: oneOf(ids) } });
    return new Map(rows.map(({ id, eventId }) => [id, eventId]));
  }

  /** @throws ScanStored when one of them was sent before */
  async insertScans(tx: Tx, scans: Scan[]): Promise<void> {
    await refusedAs(ScanStored, () => insertRows(tx, Scan, scans));
  }

  /** Gives the scans that named this employee to his registration. */
  async attribute(tx: Tx, eventId: string, employeeId: string, registrationId: string): Promise<void> {
    await tx.update(Scan, { eventId, employeeId, registrationId: IsNull() }, { registrationId });
  }

  async settle(tx: Tx, id: string, now: Pick<Scan, 'standing' | 'conflict'>): Promise<void> {
    await tx.update(Scan, { id }, now);
  }

  /** The unique key decides who enters, not what was read before. @throws EntryTaken */
  async insertEntries(tx: Tx, entries: Presence[]): Promise<void> {
    await refusedAs(EntryTaken, () => insertRows(tx, Presence, entries));
  }

  async updateEntry(tx: Tx, id: string, { inAt, outAt, gateId, inScanId, outScanId }: Entry): Promise<void> {
    await tx.update(Presence, { id }, { inAt, outAt, gateId, inScanId, outScanId });
  }

  async deleteEntries(tx: Tx, ids: string[]): Promise<void> {
    if (ids.length > 0) await tx.delete(Presence, { id: oneOf(ids) });
  }

  /** When each of these people first came, as far as they did. */
  async firstArrivals(m: EntityManager, registrationIds: string[]): Promise<Map<string, Date>> {
    if (registrationIds.length === 0) return new Map();
    const entries = await m.find(Presence, {
      select: { id: true, registrationId: true, inAt: true },
      where: { registrationId: oneOf(registrationIds) },
      order: { inAt: 'DESC' },
    });
    return new Map(entries.map(({ registrationId, inAt }) => [registrationId, inAt]));
  }

  /** Confirmed people, and those of them who came in one of these slots. */
  async counts(
    m: EntityManager,
    eventId: string,
    slots: readonly string[],
  ): Promise<{ registered: number; present: number }> {
    const registered = await m.countBy(Registration, { eventId, status: 'confirmed' });
    // `getCount` would count distinct ids, for which MariaDB makes a temporary table of everybody who is in.
    const present = await m
      .createQueryBuilder(Presence, 'p')
      .innerJoin(Registration, 'r', "r.id = p.registration_id AND r.status = 'confirmed'")
      .select('COUNT(*)', 'count')
      .where(`p.event_id = :eventId AND ${firstOf(slots)}`, { eventId, slots })
      .getRawOne<{ count: string | number }>();
    return { registered, present: Number(present?.count) };
  }
}

async function refusedAs(Refusal: new () => Error, work: () => Promise<void>): Promise<void> {
  try {
    await uniqueGuard(work);
  } catch (error) {
    throw error instanceof AlreadyExists ? new Refusal() : error;
  }
}
