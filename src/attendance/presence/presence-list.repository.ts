import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { soughtName } from '../../directory/index.js';
import { readSearch, Registration } from '../../registration/index.js';
import { Presence } from '../presence.entity.js';
import { lateFrom, type PresenceStatus } from '../rules/status.js';
import { PresenceCorrection } from './correction.entity.js';
import { firstOf } from './day-slots.js';
import { newest } from './presence.repository.js';

export interface Place {
  eventId: string;
  /** The one that corrections are of, before those of the sessions of its day. */
  slots: readonly string[];
  startsAt: Date | null;
  /** Of a session: the day of which a stay tells of it too. */
  within?: {
    day: string;
    now: Date;
    beginsAt: Date;
    endsAt: Date;
    /** When whoever came before that and was not scanned out counts as gone. */
    goneAt: Date;
    endOfDayAt: Date;
    /** Ids of stays of the day that tell nothing here, since the person was in another session all the time. */
    elsewhere: readonly string[];
  };
}

type Within = NonNullable<Place['within']>;

export interface ListedPerson {
  person: Pick<Registration, 'id' | 'frontTitle' | 'name' | 'backTitle' | 'nameKey' | 'unitText' | 'nip'>;
  corrected: boolean;
  status: PresenceStatus;
}

/** As `statusOf` says it. */
const statusBy = (said: string) => `CASE WHEN p.in_at >= :lateFrom THEN 'late' WHEN p.in_at IS NOT NULL THEN 'present'
  WHEN ${said} = 'excused' THEN 'excused' WHEN ${said} = 'ill' THEN 'ill' ELSE 'absent' END`;
/** What was said of the day `d` holds where nothing is said of its session. */
const statusIn = ({ within }: Place) =>
  statusBy(within ? "CASE WHEN c.id IS NULL OR c.kind = 'withdrawn' THEN d.kind ELSE c.kind END" : 'c.kind');

/** A stay of the day that reaches into a session that has begun, its end as `intervalOf` takes it. */
const touches = (
  p: string,
  { elsewhere }: Within,
) => `${p}.slot = :day AND :now > :beginsAt AND ${p}.in_at < :now AND ${p}.in_at < :endsAt
  AND (${p}.out_at IS NULL OR ${p}.out_at > ${p}.in_at)
  AND COALESCE(${p}.out_at, CASE WHEN ${p}.in_at < :goneAt THEN :goneAt ELSE :endOfDayAt END) > :beginsAt
  ${elsewhere.length > 0 ? `AND ${p}.id NOT IN (:...elsewhere)` : ''}`;

/** The first of the stays that `staysBySession` gives. */
const firstInSession = (within: Within) => `((p.slot = :slot AND p.entry_no = 1)
  OR (${touches('p', within)} AND (c.id IS NULL OR c.kind = 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM presence o WHERE o.registration_id = p.registration_id AND o.slot = :slot)
    AND NOT EXISTS (SELECT 1 FROM presence q WHERE q.registration_id = p.registration_id
      AND q.entry_no < p.entry_no AND ${touches('q', within)})))`;

const MOST_WORDS = 8;

/** After every moment, where nobody can be late. */
const NEVER = new Date('9999-01-01T00:00:00Z');

@Injectable()
export class PresenceListRepository {
  async figures(m: EntityManager, place: Place, q?: string): Promise<Map<PresenceStatus, number>> {
    const status = statusIn(place);
    const query = people(m, place);
    if (q) query.andWhere(searched(q));
    const rows = await query
      .select(status, 'status')
      .addSelect('COUNT(*)', 'count')
      .groupBy(status)
      .getRawMany<{ status: PresenceStatus; count: string | number }>();
    return new Map(rows.map(({ status, count }) => [status, Number(count)]));
  }

  /** Ids of those of whom these slots know a stay. */
  async seenIn(m: EntityManager, eventId: string, slots: readonly string[]): Promise<string[]> {
    const rows = await m
      .createQueryBuilder(Presence, 'p')
      .select('DISTINCT p.registration_id', 'id')
      .where('p.event_id = :eventId AND p.slot IN (:...slots)', { eventId, slots })
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
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
      .addSelect(statusIn(place), 'shownStatus')
      .addSelect("CASE WHEN c.id IS NULL OR c.kind = 'withdrawn' THEN 0 ELSE 1 END", 'corrected')
      .orderBy('r.name_key')
      .addOrderBy('r.id')
      .limit(limit);
    if (status === 'present') query.andWhere('p.in_at IS NOT NULL');
    else if (status) query.andWhere(`${statusIn(place)} = :status`, { status });
    if (q) query.andWhere(searched(q));
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

function people(m: EntityManager, { eventId, slots, startsAt, within }: Place): SelectQueryBuilder<Registration> {
  const query = m
    .createQueryBuilder(Registration, 'r')
    .leftJoin(PresenceCorrection, 'c', `c.registration_id = r.id AND c.slot = :slot AND ${newest('c')}`)
    .where("r.event_id = :eventId AND r.status = 'confirmed'", { eventId })
    .setParameters({ slot: slots[0], lateFrom: startsAt ? lateFrom(startsAt) : NEVER });
  if (!within) return query.leftJoin(Presence, 'p', `p.registration_id = r.id AND ${firstOf(slots)}`, { slots });
  return query
    .leftJoin(PresenceCorrection, 'd', `d.registration_id = r.id AND d.slot = :day AND ${newest('d')}`)
    .leftJoin(Presence, 'p', `p.registration_id = r.id AND ${firstInSession(within)}`)
    .setParameters(within);
}

/** Each of the words in the name or the unit; or in them behind titles; or by a number that a paper or the ticket bears. */
function searched(text: string): Brackets {
  const { key, titled } = soughtName(text);
  const { nip, code } = readSearch(text);
  const like = (part: string) => `%${part.replace(/[!%_]/g, '!$&')}%`;
  const words = (at: string, name: string) =>
    new Brackets((where) => {
      for (const [n, word] of name.split(' ').slice(0, MOST_WORDS).entries()) {
        const w = `${at}${n}`;
        where.andWhere(`(r.name_key LIKE :${w} ESCAPE '!' OR LOWER(r.unit_text) LIKE :${w} ESCAPE '!')`, {
          [w]: like(word),
        });
      }
    });
  return new Brackets((either) => {
    either.where(words('w', key || text.toLowerCase()));
    if (nip) either.orWhere('r.nip LIKE :nip', { nip: `${nip}%` });
    if (code) either.orWhere('r.ticket_code = :code', { code });
    if (!titled) return;
    either.orWhere(
      new Brackets((both) =>
        both.where(words('t', titled.key)).andWhere('LOWER(r.front_title) LIKE :front', { front: `%${titled.front}%` }),
      ),
    );
  });
}
