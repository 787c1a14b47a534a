import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { VisitFact } from '../registration/index.js';
import { Presence } from './presence.entity.js';
import { Scan } from './scan.entity.js';

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
