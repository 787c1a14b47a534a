import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, cleanName, newId } from '../common/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { DirectoryRepository, type UnitNode } from './directory.repository.js';
import type { Employee } from './employee.entity.js';
import { firstEmployment } from './employee-writer.js';
import { EmployeesRepository } from './employees.repository.js';
import { nameKey, type PersonName } from './person-name.js';
import type { NipKind } from './rules/nip.js';
import type { Unit } from './unit.entity.js';

export interface NewUnit {
  code: string;
  name: string;
  parentCode?: string;
}

export interface NewEmployee extends PersonName {
  nip: string;
  kind: NipKind;
  unitId: string;
  position: string;
  rank: string;
  phone?: string;
  email?: string;
  /** The day since when unit, position and rank are so, where it is known. */
  from?: string;
}

/** Units and employees, for whoever looks them up. Every reader takes the manager of an open transaction, if there is one. */
@Injectable()
export class Directory {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: DirectoryRepository,
    private readonly employees: EmployeesRepository,
    private readonly audit: Audit,
  ) {}

  /** In the order of protocol. */
  units(manager?: Tx): Promise<Unit[]> {
    return this.read(manager, (m) => this.rows.units(m));
  }

  /** What places a unit under others, and no more. */
  unitTree(m: Tx): Promise<UnitNode[]> {
    return this.rows.unitTree(m);
  }

  unit(id: string, manager?: Tx): Promise<Unit | null> {
    return this.read(manager, (m) => this.rows.unit(m, id));
  }

  /** The unit and all below it; empty when there is no such unit. */
  async subtree(unitId: string, manager?: Tx): Promise<string[]> {
    const units = await this.units(manager);
    const found = units.some((unit) => unit.id === unitId) ? [unitId] : [];
    for (const parentId of found) {
      found.push(...units.filter((unit) => unit.parentId === parentId).map((unit) => unit.id));
    }
    return found;
  }

  employee(id: string, manager?: Tx): Promise<Employee | null> {
    return this.read(manager, (m) => this.rows.employee(m, id));
  }

  /** With their units. A name of digits would be read as a NIP. */
  employeesNamed(name: string, limit: number, manager?: Tx): Promise<Employee[]> {
    return this.read(manager, (m) => this.employees.page(m, { q: name }, null, limit));
  }

  employeeByNip(nip: string, manager?: Tx): Promise<Employee | null> {
    return this.read(manager, (m) => this.rows.employeeByNip(m, nip));
  }

  /** By NIP, those that there are. */
  employeesByNip(nips: string[], manager?: Tx): Promise<Map<string, Employee>> {
    return this.read(manager, (m) => this.rows.employeesByNip(m, nips));
  }

  /** Adds units; a parent stands before its children, or exists already. */
  addUnits(units: NewUnit[], actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const known = await this.rows.units(tx);
      const ids = new Map(known.map((unit) => [unit.code, unit.id]));
      const added = units.map(({ code, name, parentCode }, index): Unit => {
        const parentId = parentCode === undefined ? null : ids.get(parentCode);
        if (parentId === undefined) throw new Error(`Unit ${code} names the parent ${parentCode}, which is not there`);
        const id = newId();
        ids.set(code, id);
        const clean = cleanName(name);
        return {
          id,
          code,
          name: clean,
          nameKey: clean.toLowerCase(),
          parentId,
          sort: known.length + index,
          active: true,
          mergedIntoId: null,
        };
      });
      await this.rows.insertUnits(tx, added);
      await this.audit.append(tx, {
        actor,
        action: 'directory.units_added',
        subject: { kind: 'directory', id: 'units' },
        payload: { count: added.length },
      });
    });
  }

  addEmployees(employees: NewEmployee[], actor: Actor): Promise<void> {
    const added = employees.map(({ from: _from, phone = '', email = '', ...employee }): Employee => ({
      ...employee,
      id: newId(),
      name: cleanName(employee.name),
      nameKey: nameKey(employee.name),
      phone,
      email,
      pnsOrangId: null,
      active: true,
    }));
    const employments = added.map((employee, index) => firstEmployment(employee, employees[index]?.from ?? null));
    return this.transactions.run(async (tx) => {
      await this.rows.insertEmployees(tx, added, employments);
      await this.audit.append(tx, {
        actor,
        action: 'directory.employees_added',
        subject: { kind: 'directory', id: 'employees' },
        payload: { count: added.length },
      });
    });
  }

  private read<T>(manager: Tx | undefined, work: (m: Tx) => Promise<T>): Promise<T> {
    return manager ? work(manager) : this.database.read(work);
  }
}
