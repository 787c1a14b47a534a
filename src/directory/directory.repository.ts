import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { Employee } from './employee.entity.js';
import { Unit } from './unit.entity.js';

@Injectable()
export class DirectoryRepository {
  units(m: EntityManager): Promise<Unit[]> {
    return m.find(Unit, { order: { sort: 'ASC', name: 'ASC' } });
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
