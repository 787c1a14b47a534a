import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlreadyExists, insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { Registration } from '../registration/index.js';
import { Presence } from './presence.entity.js';
import { Scan } from './scan.entity.js';

/** The phone has sent this scan before. */
export class ScanStored extends Error {}

/** Another phone has admitted the person in the meantime. */
export class EntryTaken extends Error {}

@Injectable()
export class ScansRepository {
  find(m: EntityManager, id: string): Promise<Scan | null> {
    return m.findOneBy(Scan, { id });
  }

  recent(m: EntityManager, eventId: string, gateId: string | undefined, limit: number): Promise<Scan[]> {
    return m.find(Scan, {
      where: { eventId, ...(gateId ? { gateId } : {}) },
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

  /** @throws ScanStored */
  async insertScan(tx: Tx, scan: Scan): Promise<void> {
    await refusedAs(ScanStored, () => insertRows(tx, Scan, [scan]));
  }

  /** The unique key decides who enters, not what was read before. @throws EntryTaken */
  async insertEntry(tx: Tx, entry: Presence): Promise<void> {
    await refusedAs(EntryTaken, () => insertRows(tx, Presence, [entry]));
  }

  /** Nothing happens to a stay that another phone has ended. */
  async endEntry(tx: Tx, id: string, out: { scanId: string; at: Date }): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(Presence)
      .set({ outAt: out.at, outScanId: out.scanId })
      .where('id = :id AND out_at IS NULL', { id })
      .execute();
  }

  /** Confirmed people, and those of them who came in this slot. */
  async counts(m: EntityManager, eventId: string, slot: string): Promise<{ registered: number; present: number }> {
    const registered = await m.countBy(Registration, { eventId, status: 'confirmed' });
    // `getCount` would count distinct ids, for which MariaDB makes a temporary table of everybody who is in.
    const present = await m
      .createQueryBuilder(Presence, 'p')
      .innerJoin(Registration, 'r', "r.id = p.registration_id AND r.status = 'confirmed'")
      .select('COUNT(*)', 'count')
      .where('p.event_id = :eventId AND p.slot = :slot AND p.entry_no = 1', { eventId, slot })
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
