import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { VisitFact } from '../registration/index.js';
import { oneOf } from '../database/one-of.js';
import { Presence } from './presence.entity.js';
import { doorTime, Scan } from './scan.entity.js';

const IDS_PER_QUERY = 500;

@Injectable()
export class AttendanceRepository {
  ofEvent(m: EntityManager, eventId: string): Promise<Presence[]> {
    return m.findBy(Presence, { eventId });
  }

  async of(m: EntityManager, registrationIds: readonly string[]): Promise<Presence[]> {
    const entries: Presence[] = [];
    for (let from = 0; from < registrationIds.length; from += IDS_PER_QUERY) {
      const registrationId = In(registrationIds.slice(from, from + IDS_PER_QUERY));
      entries.push(...(await m.findBy(Presence, { registrationId })));
    }
    return entries;
  }

  /** When people, or these, were seen coming to one of these slots in which they were already. */
  async again(
    m: EntityManager,
    eventId: string,
    slots: readonly string[],
    ids?: readonly string[],
  ): Promise<{ registrationId: string; slot: string; at: Date }[]> {
    const scans = await m.find(Scan, {
      select: { id: true, registrationId: true, slot: true, scannedAt: true, skewMs: true },
      where: { eventId, standing: 'repeat', slot: oneOf(slots), ...(ids && { registrationId: oneOf(ids) }) },
    });
    return scans.map((scan) => ({ registrationId: scan.registrationId!, slot: scan.slot, at: doorTime(scan) }));
  }

  /** Every scan of one person, oldest first. */
  async visits(m: EntityManager, registrationId: string): Promise<VisitFact[]> {
    const scans = await m.find(Scan, {
      where: { registrationId },
      relations: { gate: true },
      order: { receivedAt: 'ASC', id: 'ASC' },
    });
    return scans.map(({ scannedAt, direction, verdict, gate }) => ({
      at: scannedAt,
      direction,
      verdict,
      gate: gate?.name ?? null,
    }));
  }
}
