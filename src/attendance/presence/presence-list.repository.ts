import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Registration } from '../../registration/index.js';
import { Presence } from '../presence.entity.js';
import { lateFrom, type PresenceStatus } from '../rules/status.js';
import { PresenceCorrection } from './correction.entity.js';
import { firstOf } from './day-slots.js';

export interface Place {
  eventId: string;
  /** The one that corrections are of, before those of the sessions of its day. */
  slots: readonly string[];
  startsAt: Date | null;
}

export interface ListedPerson {
  person: Pick<Registration, 'id' | 'frontTitle' | 'name' | 'backTitle' | 'nameKey' | 'unitText'>;
  corrected: boolean;
  status: PresenceStatus;
}

/** As `statusOf` says it. */
const STATUS = `CASE WHEN p.in_at >= :lateFrom THEN 'late' WHEN p.in_at IS NOT NULL THEN 'present'
  WHEN c.kind = 'excused' THEN 'excused' WHEN c.kind = 'ill' THEN 'ill' ELSE 'absent' END`;

/** The correction `c` is the newest of its person in its slot. */
const NEWEST = `NOT EXISTS (SELECT 1 FROM presence_correction d WHERE d.registration_id = c.registration_id
  AND d.slot = c.slot AND (d.at > c.at OR (d.at = c.at AND d.id > c.id)))`;

/** After every moment, where nobody can be late. */
const NEVER = new Date('9999-01-01T00:00:00Z');

@Injectable()
export class PresenceListRepository {
  async figures(m: EntityManager, place: Place): Promise<Map<PresenceStatus, number>> {
    const rows = await people(m, place)
      .select(STATUS, 'status')
      .addSelect('COUNT(*)', 'count')
      .groupBy(STATUS)
      .getRawMany<{ status: PresenceStatus; count: string | number }>();
    return new Map(rows.map(({ status, count }) => [status, Number(count)]));
  }

  /** In the order of names. */
  async page(
    m: EntityManager,
    place: Place,
    { q, status }: { q?: string; status?: PresenceStatus },
    after: [string, string] | null,
    limit: number,
  ): Promise<ListedPerson[]> {
    const query = people(m, place)
      .addSelect(STATUS, 'shownStatus')
      .addSelect("CASE WHEN c.id IS NULL OR c.kind = 'withdrawn' THEN 0 ELSE 1 END", 'corrected')
      .orderBy('r.name_key')
      .addOrderBy('r.id')
      .limit(limit);
    if (status === 'present') query.andWhere('p.in_at IS NOT NULL');
    else if (status) query.andWhere(`${STATUS} = :status`, { status });
    for (const [n, word] of wordsOf(q).entries()) {
      const like = `%${word.replace(/[\\%_]/g, String.raw`!$&`)}%`;
      query.andWhere(`(r.name_key LIKE :w${n} ESCAPE '!' OR LOWER(r.unit_text) LIKE :w${n} ESCAPE '!')`, {
        [`w${n}`]: like,
      });
    }
    if (after) {
      const [name, id] = after;
      query.andWhere('(r.name_key > :name OR (r.name_key = :name AND r.id > :id))', { name, id });
    }
    const { entities, raw } = await query.getRawAndEntities<{
      shownStatus: PresenceStatus;
      corrected: number | string;
    }>();
    return entities.map((person, n) => ({
      person,
      status: raw[n]!.shownStatus,
      corrected: Number(raw[n]!.corrected) === 1,
    }));
  }
}

function people(m: EntityManager, { eventId, slots, startsAt }: Place): SelectQueryBuilder<Registration> {
  return m
    .createQueryBuilder(Registration, 'r')
    .leftJoin(Presence, 'p', `p.registration_id = r.id AND ${firstOf(slots)}`, { slots })
    .leftJoin(PresenceCorrection, 'c', `c.registration_id = r.id AND c.slot = :slot AND ${NEWEST}`, { slot: slots[0] })
    .where("r.event_id = :eventId AND r.status = 'confirmed'", { eventId })
    .setParameter('lateFrom', startsAt ? lateFrom(startsAt) : NEVER);
}

const wordsOf = (text = ''): string[] => text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8);
