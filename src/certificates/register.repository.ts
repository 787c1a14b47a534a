import { Injectable } from '@nestjs/common';
import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import { Certificate } from './certificate.entity.js';
import type { RegisterState } from './dto/register.dto.js';

export interface RegisterFilter {
  q?: string;
  state?: RegisterState;
  /** Only for readers who may see a NIP: else a search would tell it. */
  byNip: boolean;
  after: { serial: number; id: string } | null;
  limit: number;
}

export interface RegisterCounts {
  total: number;
  drawn: number;
  failed: number;
  revoked: number;
  /** Every serial between the first and the last one of each series stands in the register of this event. */
  gapFree: boolean;
}

@Injectable()
export class RegisterRepository {
  /** In the order of the numbers; one row more than `limit`, to learn whether there is a next page. */
  page(m: EntityManager, eventId: string, filter: RegisterFilter): Promise<Certificate[]> {
    const query = this.matching(m, eventId, filter);
    if (filter.after) {
      query.andWhere('(c.serial > :serial OR (c.serial = :serial AND c.id > :id))', filter.after);
    }
    return query
      .orderBy('c.serial')
      .addOrderBy('c.id')
      .limit(filter.limit + 1)
      .getMany();
  }

  matched(m: EntityManager, eventId: string, filter: RegisterFilter): Promise<number> {
    return this.matching(m, eventId, filter).getCount();
  }

  async counts(m: EntityManager, eventId: string): Promise<RegisterCounts> {
    const rows = await m
      .createQueryBuilder(Certificate, 'c')
      .select('c.series_id', 'seriesId')
      .addSelect('COUNT(*)', 'total')
      .addSelect('SUM(CASE WHEN c.issued_at IS NULL THEN 0 ELSE 1 END)', 'drawn')
      .addSelect("SUM(CASE WHEN c.state = 'reserved' AND c.failure IS NOT NULL THEN 1 ELSE 0 END)", 'failed')
      .addSelect("SUM(CASE WHEN c.state = 'revoked' THEN 1 ELSE 0 END)", 'revoked')
      .addSelect('MIN(c.serial)', 'first')
      .addSelect('MAX(c.serial)', 'last')
      .where('c.event_id = :eventId', { eventId })
      .groupBy('c.series_id')
      .getRawMany<Record<'total' | 'drawn' | 'failed' | 'revoked' | 'first' | 'last', number | string>>();
    const sum = (key: 'total' | 'drawn' | 'failed' | 'revoked') =>
      rows.reduce((total, row) => total + Number(row[key]), 0);
    return {
      total: sum('total'),
      drawn: sum('drawn'),
      failed: sum('failed'),
      revoked: sum('revoked'),
      gapFree: rows.every((row) => Number(row.last) - Number(row.first) + 1 === Number(row.total)),
    };
  }

  /** When the last number of the event was taken. */
  async lastReservedAt(m: EntityManager, eventId: string): Promise<Date | null> {
    const last = await m.findOne(Certificate, {
      select: { id: true, reservedAt: true },
      where: { eventId },
      order: { reservedAt: 'DESC' },
    });
    return last?.reservedAt ?? null;
  }

  drawnSince(m: EntityManager, eventId: string, since: Date): Promise<number> {
    return m
      .createQueryBuilder(Certificate, 'c')
      .where('c.event_id = :eventId AND c.issued_at >= :since', { eventId, since })
      .getCount();
  }

  /** The certificate with the lowest or the highest number of the event. */
  end(m: EntityManager, eventId: string, order: 'ASC' | 'DESC'): Promise<Certificate | null> {
    return m.findOne(Certificate, { where: { eventId }, order: { serial: order, id: order } });
  }

  private matching(m: EntityManager, eventId: string, filter: RegisterFilter): SelectQueryBuilder<Certificate> {
    const query = m.createQueryBuilder(Certificate, 'c').where('c.event_id = :eventId', { eventId });
    if (filter.state === 'failed') query.andWhere("c.state = 'reserved' AND c.failure IS NOT NULL");
    else if (filter.state === 'reserved') query.andWhere("c.state = 'reserved' AND c.failure IS NULL");
    else if (filter.state) query.andWhere('c.state = :state', { state: filter.state });
    const q = filter.q?.trim().toLowerCase();
    if (q) {
      const like = `%${q.replace(/[!%_]/g, '!$&')}%`;
      const nip = q.replace(/[\s.]/g, '');
      query.andWhere(
        new Brackets((any) => {
          any
            .where("LOWER(c.number) LIKE :like ESCAPE '!'", { like })
            .orWhere("LOWER(c.printed_name) LIKE :like ESCAPE '!'");
          if (filter.byNip && /^\d{18}$/.test(nip)) any.orWhere('c.nip = :nip', { nip });
        }),
      );
    }
    return query;
  }
}
