import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { Employee } from './employee.entity.js';
import { Unit } from './unit.entity.js';

export type UnitNode = Pick<Unit, 'id' | 'name' | 'parentId'>;

@Injectable()
export class DirectoryRepository {
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
      .getRawMany<UnitNode>();
  }

  unit(m: EntityManager, id: string): Promise<Unit | null> {
    return m.findOneBy(Unit, { id });
  }

  employeeByNip(m: EntityManager, nip: string): Promise<Employee | null> {
    return m.findOneBy(Employee, { nip });
  }

  employees(m: EntityManager, nips: string[]): Promise<Employee[]> {
    return m.findBy(Employee, { nip: In(nips) });
  }

  insertUnits(tx: Tx, units: Unit[]): Promise<void> {
    return insertRows(tx, Unit, units);
  }

  insertEmployees(tx: Tx, employees: Employee[]): Promise<void> {
    return insertRows(tx, Employee, employees);
  }
}
