import { Injectable } from '@nestjs/common';
import { decodeCursor, toPage } from '../common/index.js';
import { Database } from '../database/index.js';
import { DirectoryErrors } from './directory.errors.js';
import { DirectoryRepository } from './directory.repository.js';
import { Directory } from './directory.service.js';
import type { EmployeeDetail, EmployeePage, EmployeeView } from './dto/employees.views.js';
import type { EmployeeQuery } from './dto/employees.input.js';
import type { Employee } from './employee.entity.js';
import { employeeVersion } from './employee-record.js';
import { EmployeesRepository } from './employees.repository.js';
import { printedName } from './person-name.js';
import { printedRank } from './rank.js';

/** People of the directory as staff look them up: by NIP or name, and one with his history. */
@Injectable()
export class Employees {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly rows: DirectoryRepository,
    private readonly employees: EmployeesRepository,
  ) {}

  page({ q, unitId, after, limit }: EmployeeQuery): Promise<EmployeePage> {
    const from = after ? decodeCursor(after, ['string', 'string']) : null;
    return this.database.read(async (m) => {
      const filter = { q, unitIds: unitId ? await this.directory.subtree(unitId, m) : undefined };
      const found = await this.employees.page(m, filter, from, limit + 1);
      const page = toPage(found, limit, (row) => [row.nameKey, row.id]);
      return {
        rows: page.rows.map(viewOf),
        next: page.next,
        matched: await this.employees.count(m, filter),
        total: await this.employees.count(m, {}),
      };
    });
  }

  /** @throws DomainError EMPLOYEE_NOT_FOUND. */
  one(id: string): Promise<EmployeeDetail> {
    return this.database.read(async (m) => {
      const employee = await this.employees.find(m, id);
      if (!employee) throw DirectoryErrors.employeeNotFound();
      const history = await this.rows.employments(m, id);
      return {
        ...viewOf(employee),
        version: employeeVersion(employee),
        history: history.map(({ unit, position, rank, validFrom, validTo }) => ({
          unit: unit?.name ?? '',
          position,
          rank: rank && printedRank(rank),
          validFrom,
          validTo,
        })),
      };
    });
  }
}

const viewOf = (employee: Employee): EmployeeView => ({
  id: employee.id,
  nip: employee.nip,
  printedName: printedName(employee),
  frontTitle: employee.frontTitle,
  name: employee.name,
  backTitle: employee.backTitle,
  kind: employee.kind,
  unitId: employee.unitId,
  unit: employee.unit?.name ?? '',
  position: employee.position,
  rank: employee.rank,
  phone: employee.phone,
  email: employee.email,
  active: employee.active,
});
