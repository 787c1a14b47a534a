import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AuditEntry } from './audit-entry.entity.js';

export interface AuditFilter {
  actorId?: string;
  action?: string;
  eventIds: 'all' | string[];
  subjectId?: string;
  from?: Date;
  to?: Date;
  beforeId?: string;
  limit: number;
}

@Injectable()
export class AuditRepository {
  /** Newest first, by id: a UUIDv7 grows with time. */
  find(m: EntityManager, filter: AuditFilter): Promise<AuditEntry[]> {
    const query = m.createQueryBuilder(AuditEntry, 'a').orderBy('a.id', 'DESC').limit(filter.limit);
    if (filter.eventIds !== 'all')
      query.andWhere('a.event_id IN (:...eventIds)', { eventIds: ['', ...filter.eventIds] });
    if (filter.actorId) query.andWhere('a.actor_id = :actorId', { actorId: filter.actorId });
    if (filter.action) query.andWhere('a.action = :action', { action: filter.action });
    if (filter.subjectId) query.andWhere('a.subject_id = :subjectId', { subjectId: filter.subjectId });
    if (filter.from) query.andWhere('a.at >= :from', { from: filter.from });
    if (filter.to) query.andWhere('a.at < :to', { to: filter.to });
    if (filter.beforeId) query.andWhere('a.id < :beforeId', { beforeId: filter.beforeId });
    return query.getMany();
  }

  async lastActs(m: EntityManager, actorIds: string[]): Promise<Map<string, Date>> {
    if (actorIds.length === 0) return new Map();
    const rows = await m
      .createQueryBuilder(AuditEntry, 'a')
      .select('MAX(a.id)', 'id')
      .where('a.actor_id IN (:...actorIds)', { actorIds })
      .groupBy('a.actor_id')
      .getRawMany<{ id: string }>();
    const last = await m.findBy(AuditEntry, { id: In(rows.map(({ id }) => id)) });
    return new Map(last.map(({ actorId, at }) => [actorId ?? '', at]));
  }

  /** The actions and actors that occur, for the filter's choices. */
  async choices(m: EntityManager): Promise<{ actions: string[]; actors: { id: string; name: string }[] }> {
    const actions = await m
      .createQueryBuilder(AuditEntry, 'a')
      .select('a.action', 'action')
      .groupBy('a.action')
      .orderBy('a.action')
      .getRawMany<{ action: string }>();
    const actors = await m
      .createQueryBuilder(AuditEntry, 'a')
      .select('a.actor_id', 'id')
      .addSelect('MAX(a.actor_name)', 'name')
      .where("a.actor_kind = 'staff' AND a.actor_id IS NOT NULL")
      .groupBy('a.actor_id')
      .orderBy('name')
      .getRawMany<{ id: string; name: string }>();
    return { actions: actions.map((row) => row.action), actors };
  }
}
