import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Database, insertRows, type Tx } from '../database/index.js';
import { Employee } from './employee.entity.js';
import { Employment } from './employment.entity.js';
import { Unit } from './unit.entity.js';

export type UnitNode = Pick<Unit, 'id' | 'name' | 'parentId' | 'mergedIntoId'>;

const IDS_PER_QUERY = 500;

@Injectable()
export class DirectoryRepository {
  constructor(private readonly database: Database) {}

  units(m: EntityManager): Promise<Unit[]> {
    return m.find(Unit, { order: { sort: 'ASC', name: 'ASC' } });
  }

  /** Read at every registration: plain rows, since a hundred entities cost more than the rest of it. */
  unitTree(m: EntityManager): Promise<UnitNode[]> {
    return m
      .createQueryBuilder(Unit, 'u')
      .select('u.id', 'id')
      .addSelect('u.name', 'name')
      .addSelect('u.parent_id', 'parentId')
      .addSelect('u.merged_into_id', 'mergedIntoId')
      .getRawMany<UnitNode>();
  }

  /** Until the end of the transaction nobody else changes the tree: two moves at once could make a circle. */
  async holdUnits(tx: Tx): Promise<void> {
    if (this.database.engine === 'sqlite') return;
    await tx.createQueryBuilder(Unit, 'u').select('u.id').orderBy('u.id').setLock('pessimistic_write').getMany();
  }

  unit(m: EntityManager, id: string): Promise<Unit | null> {
    return m.findOneBy(Unit, { id });
  }

  employee(m: EntityManager, id: string): Promise<Employee | null> {
    return m.findOneBy(Employee, { id });
  }

  employeeByNip(m: EntityManager, nip: string): Promise<Employee | null> {
    return m.findOneBy(Employee, { nip });
  }

  async employeesByNip(m: EntityManager, nips: string[]): Promise<Map<string, Employee>> {
    const found = new Map<string, Employee>();
    for (let from = 0; from < nips.length; from += IDS_PER_QUERY) {
      const rows = await m.findBy(Employee, { nip: In(nips.slice(from, from + IDS_PER_QUERY)) });
      for (const row of rows) found.set(row.nip, row);
    }
    return found;
  }

  /** Until the end of the transaction nobody else changes these. SQLite has one writer anyway. */
  async hold(tx: Tx, employeeIds: string[]): Promise<void> {
    if (employeeIds.length === 0 || this.database.engine === 'sqlite') return;
    await tx
      .createQueryBuilder(Employee, 'e')
      .select('e.id')
      .where('e.id IN (:...employeeIds)', { employeeIds })
      .orderBy('e.id')
      .setLock('pessimistic_write')
      .getMany();
  }

  /** What is true today, by employee. */
  async openEmployments(m: EntityManager, employeeIds: string[]): Promise<Map<string, Employment>> {
    const found = new Map<string, Employment>();
    for (let from = 0; from < employeeIds.length; from += IDS_PER_QUERY) {
      const some = employeeIds.slice(from, from + IDS_PER_QUERY);
      const rows = await m.find(Employment, { where: { employeeId: In(some), validTo: IsNull() } });
      for (const row of rows) found.set(row.employeeId, row);
    }
    return found;
  }

  /** Newest first. */
  employments(m: EntityManager, employeeId: string): Promise<Employment[]> {
    return m
      .createQueryBuilder(Employment, 'p')
      .leftJoinAndSelect('p.unit', 'u')
      .where('p.employee_id = :employeeId', { employeeId })
      .orderBy('CASE WHEN p.valid_to IS NULL THEN 0 ELSE 1 END')
      .addOrderBy('p.valid_from', 'DESC')
      .getMany();
  }

  insertUnits(tx: Tx, units: Unit[]): Promise<void> {
    return insertRows(tx, Unit, units);
  }

  async updateUnit(tx: Tx, id: string, fields: Partial<Omit<Unit, 'id' | 'parent'>>): Promise<void> {
    await tx.update(Unit, { id }, fields);
  }

  async deleteUnit(tx: Tx, id: string): Promise<void> {
    await tx.delete(Unit, { id });
  }

  async insertEmployees(tx: Tx, employees: Employee[], employments: Employment[]): Promise<void> {
    await insertRows(tx, Employee, employees);
    await insertRows(tx, Employment, employments);
  }

  async updateEmployee(tx: Tx, id: string, fields: Partial<Omit<Employee, 'id' | 'unit'>>): Promise<void> {
    await tx.update(Employee, { id }, fields);
  }

  async deleteEmployee(tx: Tx, id: string): Promise<void> {
    await tx.delete(Employee, { id });
  }

  insertEmployments(tx: Tx, employments: Employment[]): Promise<void> {
    return insertRows(tx, Employment, employments);
  }

  async updateEmployment(
    tx: Tx,
    id: string,
    fields: Partial<Pick<Employment, 'unitId' | 'position' | 'rank' | 'validFrom' | 'validTo'>>,
  ): Promise<void> {
    await tx.update(Employment, { id }, fields);
  }

  async deleteEmployment(tx: Tx, id: string): Promise<void> {
    await tx.delete(Employment, { id });
  }

  /** Everybody of a unit, for its merging. */
  employeesOf(tx: Tx, unitId: string): Promise<Employee[]> {
    return tx.findBy(Employee, { unitId });
  }

  async countByUnit(m: EntityManager): Promise<Map<string, number>> {
    const rows = await m
      .createQueryBuilder(Employee, 'e')
      .select('e.unit_id', 'unitId')
      .addSelect('COUNT(*)', 'count')
      .where('e.active = :active', { active: true })
      .groupBy('e.unit_id')
      .getRawMany<{ unitId: string; count: string | number }>();
    return new Map(rows.map((row) => [row.unitId, Number(row.count)]));
  }
}
