import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Registration } from '../registration/index.js';
import { Device, DeviceScope } from './devices/device.entity.js';
import { Gate } from './gate.entity.js';
import { PresenceCorrection } from './presence/correction.entity.js';
import { firstOf } from './presence/day-slots.js';
import { newest } from './presence/presence.repository.js';
import { Presence } from './presence.entity.js';
import type { CorrectionKind } from './rules/correction.js';

interface SlotOf {
  eventId: string;
  slots: readonly string[];
}

export interface Passing {
  /** Of the gate or the unit; null: written down without a gate. */
  name: string | null;
  minute: Date;
  count: number;
}

/** Somebody who is registered, when he came on the day, and what was said of him. */
export type Attendee = Pick<
  Registration,
  'id' | 'frontTitle' | 'name' | 'backTitle' | 'nameKey' | 'position' | 'unitText' | 'nip'
> & { inAt: Date | null; said: CorrectionKind | null };

const MOST_GUESTS = 100;

/** What happens at the doors at this moment. Counts confirmed people only, as the other figures do. */
@Injectable()
export class OverviewDoorRepository {
  async perGate(m: EntityManager, day: SlotOf, since: Date): Promise<Passing[]> {
    const rows = await arrivalsSince(m, day, since)
      .leftJoin(Gate, 'g', 'g.id = p.gate_id')
      .select('g.name', 'name')
      .addSelect('SUBSTR(p.in_at, 1, 16)', 'minute')
      .addSelect('COUNT(*)', 'count')
      .groupBy('g.id')
      .addGroupBy('g.name')
      .addGroupBy('SUBSTR(p.in_at, 1, 16)')
      .orderBy('MIN(g.sort)')
      .getRawMany<RawPassing>();
    return rows.map(toPassing);
  }

  async perUnit(m: EntityManager, day: SlotOf, since: Date): Promise<Passing[]> {
    const rows = await arrivalsSince(m, day, since)
      .select('r.unit_text', 'name')
      .addSelect('SUBSTR(p.in_at, 1, 16)', 'minute')
      .addSelect('COUNT(*)', 'count')
      .groupBy('r.unit_text')
      .addGroupBy('SUBSTR(p.in_at, 1, 16)')
      .getRawMany<RawPassing>();
    return rows.map(toPassing);
  }

  guests(m: EntityManager, day: SlotOf): Promise<Attendee[]> {
    return this.attendees(m, day, "r.kind = 'guest'", {});
  }

  /** Those with one of these numbers. */
  async numbered(m: EntityManager, day: SlotOf, nips: string[]): Promise<Attendee[]> {
    return nips.length === 0 ? [] : this.attendees(m, day, 'r.nip IN (:...nips)', { nips });
  }

  /** Differs when a phone was seen anew, or revoked, at this event or another of its events. */
  async devicesMark(m: EntityManager, eventId: string): Promise<string> {
    const row = await m
      .createQueryBuilder(Device, 'd')
      .where((query) => {
        const scopes = query.subQuery().select('s.device_id').from(DeviceScope, 's').where('s.event_id = :eventId');
        return `d.id IN ${scopes.getQuery()}`;
      })
      .setParameters({ eventId })
      .select('COUNT(*)', 'count')
      .addSelect('COUNT(d.revoked_at)', 'revoked')
      .addSelect('SUM(d.queue_length)', 'queued')
      .addSelect('SUBSTR(MAX(d.last_seen_at), 1, 23)', 'seen')
      .getRawOne<{ count: number; revoked: number; queued: number | null; seen: string | null }>();
    return `${row?.count} ${row?.revoked} ${row?.queued} ${row?.seen}`;
  }

  private async attendees(m: EntityManager, day: SlotOf, which: string, values: object): Promise<Attendee[]> {
    const { entities, raw } = await m
      .createQueryBuilder(Registration, 'r')
      .leftJoin(Presence, 'p', `p.registration_id = r.id AND ${firstOf(day.slots)}`, { slots: day.slots })
      .leftJoin(PresenceCorrection, 'c', `c.registration_id = r.id AND c.slot = :day AND ${newest('c')}`, {
        day: day.slots[0],
      })
      .where(`r.event_id = :eventId AND r.status = 'confirmed' AND ${which}`, { eventId: day.eventId, ...values })
      .addSelect('p.in_at', 'inAt')
      .addSelect('c.kind', 'said')
      .orderBy('r.name_key')
      .limit(MOST_GUESTS)
      .getRawAndEntities<{ inAt: Date | string | null; said: CorrectionKind | null }>();
    return entities.map((person, n) => ({
      ...person,
      inAt: momentOf(raw[n]?.inAt ?? null),
      said: raw[n]?.said ?? null,
    }));
  }
}

interface RawPassing {
  name: string | null;
  minute: string;
  count: string | number;
}

const toPassing = ({ name, minute, count }: RawPassing): Passing => ({
  name,
  minute: new Date(`${minute.replace(' ', 'T')}:00.000Z`),
  count: Number(count),
});

/** SQLite gives a selected moment as the text that it stores. */
const momentOf = (raw: Date | string | null): Date | null =>
  typeof raw === 'string' ? new Date(`${raw.replace(' ', 'T')}Z`) : raw;

const arrivalsSince = (m: EntityManager, { eventId, slots }: SlotOf, since: Date) =>
  m
    .createQueryBuilder(Presence, 'p')
    .innerJoin(Registration, 'r', "r.id = p.registration_id AND r.status = 'confirmed'")
    .where(`p.event_id = :eventId AND ${firstOf(slots)}`, { eventId, slots })
    .andWhere('p.in_at >= :since', { since });
