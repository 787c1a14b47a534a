import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Employee } from './employee.entity.js';
import { soughtName } from './person-name.js';

export interface EmployeeFilter {
  q?: string;
  unitIds?: string[];
}

/** The reading side of the directory's people. */
@Injectable()
export class EmployeesRepository {
  /** By name. */
  page(
    m: EntityManager,
    filter: EmployeeFilter,
    after: [name: string, id: string] | null,
    limit: number,
  ): Promise<Employee[]> {
    const query = this.matching(m, filter)
      .leftJoinAndSelect('e.unit', 'u')
      .orderBy('e.nameKey')
      .addOrderBy('e.id')
      .limit(limit);
    if (after) {
      const [name, id] = after;
      query.andWhere('(e.name_key > :name OR (e.name_key = :name AND e.id > :id))', { name, id });
    }
    return query.getMany();
  }

  count(m: EntityManager, filter: EmployeeFilter): Promise<number> {
    return this.matching(m, filter).getCount();
  }

  find(m: EntityManager, id: string): Promise<Employee | null> {
    return m.findOne(Employee, { where: { id }, relations: { unit: true } });
  }

  private matching(m: EntityManager, { q, unitIds }: EmployeeFilter) {
    const query = m.createQueryBuilder(Employee, 'e').where('1 = 1');
    if (unitIds) query.andWhere('e.unit_id IN (:...unitIds)', { unitIds: ['', ...unitIds] });
    const text = q?.trim() ?? '';
    const digits = text.replace(/[\s.-]/g, '');
    if (/^\d{3,18}$/.test(digits)) query.andWhere('e.nip LIKE :nip', { nip: `${digits}%` });
    else if (text) {
      const { key, titled } = soughtName(text);
      const behind = "e.name_key LIKE :name ESCAPE '!' AND LOWER(e.front_title) LIKE :front";
      query.andWhere(`(e.name_key LIKE :named ESCAPE '!'${titled ? ` OR (${behind})` : ''})`, {
        named: within(key || text.toLowerCase()),
        ...(titled && { name: within(titled.key), front: `%${titled.front}%` }),
      });
    }
    return query;
  }
}

const within = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`;
