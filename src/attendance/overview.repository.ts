import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, Not, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { AuditEntry } from '../audit/index.js';
import { printedName } from '../directory/index.js';
import { Registration } from '../registration/index.js';
import type { MinuteCount } from './arrivals-chart.js';
import { Gate } from './gate.entity.js';
import { PresenceCorrection } from './presence/correction.entity.js';
import { firstOf } from './presence/day-slots.js';
import { newest } from './presence/presence.repository.js';
import { Presence } from './presence.entity.js';
import { Scan } from './scan.entity.js';
import { awayStatuses } from './rules/status.js';
import type { UnitCount } from './seats-by-unit.js';

/** What a person has ruled on is settled. */
const UNRULED = 'NOT EXISTS (SELECT 1 FROM ruling u WHERE u.scan_id = s.id)';
const SHOWN_NAMES = 3;

interface SlotOf {
  eventId: string;
  slots: readonly string[];
}

/** Aggregates of one event and day. Each counts confirmed people only, so that the figures add up. */
@Injectable()
export class OverviewRepository {
  /** Everybody who is confirmed, per unit, how many of them have come, and how many are excused or ill. */
  async unitCounts(m: EntityManager, { eventId, slots }: SlotOf): Promise<UnitCount[]> {
    const rows = await m
      .createQueryBuilder(Registration, 'r')
      .leftJoin(Presence, 'p', `p.registration_id = r.id AND ${firstOf(slots)}`, { slots })
      .leftJoin(awayIds, 'a', 'a.id = r.id', { day: slots[0], awayStatuses })
      .where("r.event_id = :eventId AND r.status = 'confirmed'", { eventId })
      .select('r.unit_id', 'unitId')
      .addSelect('r.unit_text', 'unitText')
      .addSelect('COUNT(r.id)', 'registered')
      .addSelect('COUNT(p.id)', 'present')
      .addSelect('COUNT(CASE WHEN p.id IS NULL THEN a.id END)', 'away')
      .groupBy('r.unit_id')
      .addGroupBy('r.unit_text')
      .getRawMany<{ unitId: string | null; unitText: string; registered: string; present: string; away: string }>();
    return rows.map((row) => ({
      ...row,
      registered: Number(row.registered),
      present: Number(row.present),
      away: Number(row.away),
    }));
  }

  waiting(m: EntityManager, eventId: string): Promise<number> {
    return m.countBy(Registration, { eventId, status: 'waiting' });
  }

  async arrivalsPerMinute(m: EntityManager, day: SlotOf): Promise<MinuteCount[]> {
    // Both engines write a moment as 'YYYY-MM-DD HH:MM…' in UTC.
    const rows = await arrivals(m, day)
      .select('SUBSTR(p.in_at, 1, 16)', 'minute')
      .addSelect('COUNT(*)', 'count')
      .groupBy('SUBSTR(p.in_at, 1, 16)')
      .orderBy('minute')
      .getRawMany<{ minute: string; count: string }>();
    return rows.map(({ minute, count }) => ({
      minute: new Date(`${minute.replace(' ', 'T')}:00.000Z`),
      count: Number(count),
    }));
  }

  async arrivalsPerGate(m: EntityManager, day: SlotOf): Promise<{ gate: string | null; count: number }[]> {
    const rows = await arrivals(m, day)
      .leftJoin(Gate, 'g', 'g.id = p.gate_id')
      .select('g.name', 'gate')
      .addSelect('COUNT(*)', 'count')
      .groupBy('g.id')
      .addGroupBy('g.name')
      .orderBy('MIN(g.sort)')
      .getRawMany<{ gate: string | null; count: string }>();
    return rows.map(({ gate, count }) => ({ gate, count: Number(count) }));
  }

  gates(m: EntityManager, eventId: string): Promise<number> {
    return m.countBy(Gate, { eventId });
  }

  /** Tickets that came to another gate while their owner was inside, the latest first. */
  async scannedTwice(m: EntityManager, { eventId, slots }: SlotOf): Promise<{ name: string; minutes: number }[]> {
    const scans = await m
      .createQueryBuilder(Scan, 's')
      .innerJoinAndMapOne('s.registration', Registration, 'r', 'r.id = s.registration_id')
      .innerJoinAndMapOne('s.stay', Presence, 'p', 'p.registration_id = r.id AND p.slot = s.slot AND p.entry_no = 1')
      .where("s.event_id = :eventId AND s.verdict = 'already_in' AND s.slot IN (:...slots)", { eventId, slots })
      .andWhere('s.gate_id <> p.gate_id')
      .andWhere(UNRULED)
      .orderBy('s.received_at', 'DESC')
      .getMany();
    const byPerson = new Map<string, { name: string; minutes: number }>();
    for (const scan of scans as (Scan & { registration: Registration; stay: Presence })[]) {
      const minutes = Math.round(Math.abs(scan.scannedAt.getTime() - scan.stay.inAt.getTime()) / 60_000);
      byPerson.set(scan.registration.id, { name: printedName(scan.registration), minutes });
    }
    return [...byPerson.values()];
  }

  /** Scans that wait for a ruling, and of whom the first of them are. */
  async openConflicts(m: EntityManager, eventId: string): Promise<{ count: number; names: string[] }> {
    const [scans, count] = await m.findAndCount(Scan, {
      where: { eventId, conflict: Not(IsNull()) },
      relations: { registration: true },
      order: { receivedAt: 'ASC', id: 'ASC' },
      take: SHOWN_NAMES,
    });
    return { count, names: scans.flatMap(({ registration }) => (registration ? [printedName(registration)] : [])) };
  }

  async wrongClocks(m: EntityManager, eventId: string, since: Date): Promise<{ gate: string | null; count: number }[]> {
    const rows = await m
      .createQueryBuilder(Scan, 's')
      .leftJoin(Gate, 'g', 'g.id = s.gate_id')
      .where("s.event_id = :eventId AND s.verdict = 'clock_implausible' AND s.received_at > :since", { eventId, since })
      .andWhere(UNRULED)
      .select('g.name', 'gate')
      .addSelect('COUNT(*)', 'count')
      .groupBy('g.name')
      .getRawMany<{ gate: string | null; count: string }>();
    return rows.map(({ gate, count }) => ({ gate, count: Number(count) }));
  }

  /** Certificates stand after attendance; that some were issued is read off the audit log. */
  async certificatesIssuedAt(m: EntityManager, eventId: string): Promise<Date | null> {
    const entry = await m.findOne(AuditEntry, {
      where: { eventId, action: 'certificates.issued' },
      order: { id: 'ASC' },
    });
    return entry?.at ?? null;
  }

  /** Grows with every change of the event: none is made without its audit entry. */
  changes(m: EntityManager, eventId: string): Promise<number> {
    return m.countBy(AuditEntry, { eventId });
  }
}

/** A table of its own: few are excused, and everybody is counted. */
const awayIds = (query: SelectQueryBuilder<ObjectLiteral>) =>
  query
    .select('c.registration_id', 'id')
    .from(PresenceCorrection, 'c')
    .where('c.event_id = :eventId AND c.slot = :day')
    .andWhere(`c.kind IN (:...awayStatuses) AND ${newest('c')}`);

function arrivals(m: EntityManager, { eventId, slots }: SlotOf): SelectQueryBuilder<Presence> {
  return m
    .createQueryBuilder(Presence, 'p')
    .innerJoin(Registration, 'r', "r.id = p.registration_id AND r.status = 'confirmed'")
    .where(`p.event_id = :eventId AND ${firstOf(slots)}`, { eventId, slots });
}
