import { Injectable } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Employee } from '../directory/index.js';
import { type LedgerCount, yearlyTarget } from './ledger.js';
import { TrainingRecord } from './training-record.entity.js';

export interface LedgerFilter {
  year: number;
  unitIds?: string[];
  nip?: string;
}

export interface EmployeeHours {
  employeeId: string;
  nip: string;
  frontTitle: string;
  name: string;
  backTitle: string;
  nameKey: string;
  position: string;
  unit: string;
  jp: number;
}

/** Hours per employee, added up by the database: a few statements whether 50 people are employed or 5,000. */
@Injectable()
export class LedgerRepository {
  /** By unit; a unit without employees is absent. */
  async countsByUnit(m: EntityManager, filter: LedgerFilter): Promise<Map<string, LedgerCount>> {
    const between = (low: number, high: number) =>
      `SUM(CASE WHEN COALESCE(h.jp, 0) BETWEEN ${low} AND ${high} THEN 1 ELSE 0 END)`;
    const rows = await this.employed(m, filter)
      .select('e.unit_id', 'unitId')
      .addSelect('COUNT(*)', 'employees')
      .addSelect(`SUM(CASE WHEN COALESCE(h.jp, 0) >= ${yearlyTarget} THEN 1 ELSE 0 END)`, 'reached')
      .addSelect(between(10, yearlyTarget - 1), 'from10')
      .addSelect(between(1, 9), 'from1')
      .addSelect('SUM(CASE WHEN COALESCE(h.jp, 0) = 0 THEN 1 ELSE 0 END)', 'none')
      .groupBy('e.unit_id')
      .getRawMany<{ unitId: string } & Record<keyof LedgerCount, number | string>>();
    return new Map(
      rows.map(({ unitId, ...row }) => [
        unitId,
        {
          employees: Number(row.employees),
          reached: Number(row.reached),
          from10: Number(row.from10),
          from1: Number(row.from1),
          none: Number(row.none),
        },
      ]),
    );
  }

  /** Whoever is most behind first. */
  async employees(
    m: EntityManager,
    filter: LedgerFilter & { q?: string },
    after: { jp: number; name: string; id: string } | null,
    limit: number,
  ): Promise<EmployeeHours[]> {
    const query = this.employed(m, filter)
      .innerJoin('e.unit', 'u')
      .select('e.id', 'employeeId')
      .addSelect('e.nip', 'nip')
      .addSelect('e.front_title', 'frontTitle')
      .addSelect('e.name', 'name')
      .addSelect('e.back_title', 'backTitle')
      .addSelect('e.name_key', 'nameKey')
      .addSelect('e.position', 'position')
      .addSelect('u.name', 'unit')
      .addSelect('COALESCE(h.jp, 0)', 'jp');
    if (filter.q) {
      const like = `%${filter.q.trim().toLowerCase().replace(/[!%_]/g, '!$&')}%`;
      query.andWhere("LOWER(e.name) LIKE :like ESCAPE '!'", { like });
    }
    if (after) {
      query.andWhere(
        '(COALESCE(h.jp, 0) > :jp OR (COALESCE(h.jp, 0) = :jp AND (e.name_key > :name OR (e.name_key = :name AND e.id > :id))))',
        after,
      );
    }
    const rows = await query
      .orderBy('COALESCE(h.jp, 0)')
      .addOrderBy('e.name_key')
      .addOrderBy('e.id')
      .limit(limit)
      .getRawMany<Omit<EmployeeHours, 'jp'> & { jp: number | string }>();
    return rows.map((row) => ({ ...row, jp: Number(row.jp) }));
  }

  /** How many reached the target in each month of each year, by the last day of the event that brought them there. */
  async reachedByMonth(
    m: EntityManager,
    filter: Omit<LedgerFilter, 'year'>,
    years: number[],
  ): Promise<{ year: number; month: number; count: number }[]> {
    const running = m
      .createQueryBuilder(TrainingRecord, 't')
      .innerJoin('t.employee', 'e')
      .select('t.employee_id', 'employee_id')
      .addSelect('t.year', 'year')
      .addSelect('SUBSTR(t.ended_on, 6, 2)', 'month')
      .addSelect('SUM(t.jp) OVER (PARTITION BY t.employee_id, t.year ORDER BY SUBSTR(t.ended_on, 6, 2))', 'so_far')
      .where("t.state = 'recorded' AND t.year IN (:...years)", { years })
      .andWhere('e.active = :active', { active: true });
    narrow(running, filter);
    const first = m
      .createQueryBuilder()
      .select('s.employee_id', 'employee_id')
      .addSelect('s.year', 'year')
      .addSelect('MIN(s.month)', 'month')
      .from(`(${running.getQuery()})`, 's')
      .where('s.so_far >= :target', { target: yearlyTarget })
      .groupBy('s.employee_id')
      .addGroupBy('s.year');
    const rows = await m
      .createQueryBuilder()
      .select('f.year', 'year')
      .addSelect('f.month', 'month')
      .addSelect('COUNT(*)', 'count')
      .from(`(${first.getQuery()})`, 'f')
      .groupBy('f.year')
      .addGroupBy('f.month')
      .setParameters({ ...running.getParameters(), ...first.getParameters() })
      .getRawMany<Record<'year' | 'month' | 'count', number | string>>();
    return rows.map((row) => ({ year: Number(row.year), month: Number(row.month), count: Number(row.count) }));
  }

  /** Years in which anybody has hours, newest first. */
  async years(m: EntityManager): Promise<number[]> {
    const rows = await m
      .createQueryBuilder(TrainingRecord, 't')
      .select('t.year', 'year')
      .groupBy('t.year')
      .orderBy('t.year', 'DESC')
      .getRawMany<{ year: number | string }>();
    return rows.map((row) => Number(row.year));
  }

  private employed(m: EntityManager, filter: LedgerFilter): SelectQueryBuilder<Employee> {
    const query = m
      .createQueryBuilder(Employee, 'e')
      .leftJoin(
        (hours) =>
          hours
            .select('t.employee_id', 'employee_id')
            .addSelect('SUM(t.jp)', 'jp')
            .from(TrainingRecord, 't')
            .where("t.year = :year AND t.state = 'recorded' AND t.employee_id IS NOT NULL")
            .groupBy('t.employee_id'),
        'h',
        'h.employee_id = e.id',
      )
      .where('e.active = :active', { active: true })
      .setParameter('year', filter.year);
    return narrow(query, filter);
  }
}

function narrow<T extends object>(
  query: SelectQueryBuilder<T>,
  filter: Pick<LedgerFilter, 'unitIds' | 'nip'>,
): SelectQueryBuilder<T> {
  if (filter.unitIds) query.andWhere('e.unit_id IN (:...unitIds)', { unitIds: ['', ...filter.unitIds] });
  if (filter.nip !== undefined) query.andWhere('e.nip = :nip', { nip: filter.nip });
  return query;
}
