import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { nameKey } from '../directory/index.js';
import { MailMessage, standsAs } from '../mail/index.js';
import type { RegistrationFilter } from './dto/list.dto.js';
import { Consent, Registration } from './registration.entity.js';
import { RegistrationFacts } from './registration-facts.js';

/** The filter with its unit already widened to all that lies under it. */
export type ListFilter = Omit<RegistrationFilter, 'after' | 'limit' | 'unitId'> & { unitIds?: string[] };
export type ListKey = (string | number)[];

@Injectable()
export class RegistrationListRepository {
  constructor(private readonly facts: RegistrationFacts) {}

  /** The rows after a key: newest first, or by name. */
  page(
    m: EntityManager,
    eventId: string,
    filter: ListFilter,
    after: ListKey | null,
    limit: number,
  ): Promise<Registration[]> {
    const query = this.matching(m, eventId, filter).limit(limit);
    if (filter.sort === 'name') {
      query.orderBy('r.name_key').addOrderBy('r.id');
      if (after) {
        const [name, id] = after;
        query.andWhere('(r.name_key > :name OR (r.name_key = :name AND r.id > :id))', { name, id });
      }
    } else {
      query.orderBy('r.id', 'DESC');
      if (after) query.andWhere('r.id < :id', { id: after[0] });
    }
    return query.getMany();
  }

  count(m: EntityManager, eventId: string, filter: ListFilter): Promise<number> {
    return this.matching(m, eventId, filter).getCount();
  }

  async countByStatus(m: EntityManager, eventId: string): Promise<Record<string, number>> {
    const rows = await m
      .createQueryBuilder(Registration, 'r')
      .select('r.status', 'status')
      .addSelect('COUNT(*)', 'count')
      .where('r.event_id = :eventId', { eventId })
      .groupBy('r.status')
      .getRawMany<{ status: string; count: string | number }>();
    return Object.fromEntries(rows.map((row) => [row.status, Number(row.count)]));
  }

  consents(m: EntityManager, registrationId: string): Promise<Consent[]> {
    return m.find(Consent, { where: { registrationId }, relations: { consentText: true }, order: { id: 'ASC' } });
  }

  private matching(m: EntityManager, eventId: string, filter: ListFilter): SelectQueryBuilder<Registration> {
    const query = m.createQueryBuilder(Registration, 'r').where('r.event_id = :eventId', { eventId });
    if (filter.status) query.andWhere('r.status = :status', { status: filter.status });
    if (filter.kind) query.andWhere('r.kind = :kind', { kind: filter.kind });
    if (filter.unitIds) query.andWhere('r.unit_id IN (:...unitIds)', { unitIds: ['', ...filter.unitIds] });
    if (filter.present) query.andWhere(`${filter.present === 'yes' ? '' : 'NOT '}${this.facts.hasArrived()}`);
    if (filter.mail) {
      const last = query
        .subQuery()
        .select('MAX(x.id)')
        .from(MailMessage, 'x')
        .where("x.subject_kind = 'registration' AND x.subject_id = r.id")
        .getQuery();
      const matches = query
        .subQuery()
        .select('1')
        .from(MailMessage, 'mm')
        .where(`mm.id = ${last}`)
        .andWhere(standsAs(filter.mail));
      query.andWhere(`EXISTS ${matches.getQuery()}`);
    }
    if (filter.q?.trim()) this.search(query, filter.q.trim());
    return query;
  }

  private search(query: SelectQueryBuilder<Registration>, text: string): void {
    const escaped = (part: string) => part.replace(/[!%_]/g, '!$&');
    const digits = text.replace(/[\s.+-]/g, '');
    const conditions = ["r.name_key LIKE :named ESCAPE '!'", "r.email LIKE :email ESCAPE '!'", 'r.ticket_code = :code'];
    if (/^\d{4,18}$/.test(digits)) conditions.push('r.nip LIKE :digits', 'r.phone LIKE :phone');
    query.andWhere(`(${conditions.join(' OR ')})`, {
      named: `%${escaped(nameKey(text) || text.toLowerCase())}%`,
      email: `%${escaped(text.toLowerCase())}%`,
      code: text.replace(/[\s-]/g, '').toUpperCase(),
      digits: `${digits}%`,
      phone: `%${digits.replace(/^0/, '')}%`,
    });
  }
}
