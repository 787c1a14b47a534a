import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type FieldError, validationFailed } from '../common/index.js';
import { AlreadyExists, Transactions, type Tx, uniqueGuard } from '../database/index.js';
import { todayAt } from './days.js';
import { DirectoryErrors } from './directory.errors.js';
import { DirectoryRepository } from './directory.repository.js';
import type { EmployeeCorrectionInput, EmployeeMoveInput, NewEmployeeInput } from './dto/employees.input.js';
import type { Employee } from './employee.entity.js';
import { judgeForm } from './employee-form.js';
import { fieldsOf, stepOf, employeeVersion } from './employee-record.js';
import { EmployeeWriter } from './employee-writer.js';
import type { Employment } from './employment.entity.js';
import { parseNip } from './rules/nip.js';

/** One employee changed by hand. A correction mends what was wrong; a move is a new step of his history. */
@Injectable()
export class EmployeeEdits {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: DirectoryRepository,
    private readonly writer: EmployeeWriter,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError VALIDATION: EMPLOYEE_NIP_TAKEN and every fault of a field. */
  async add({ nip: written, validFrom, ...input }: NewEmployeeInput, actor: Actor): Promise<string> {
    const nip = parseNip(written, input.kind);
    try {
      return await this.transactions.run(async (tx) => {
        const { fields, errors } = judgeForm({ ...input, active: true }, await this.rows.units(tx));
        if (!nip.ok) errors.unshift({ field: 'nip', code: nip.code, params: nip.params });
        errors.push(...this.futureOf(validFrom ?? null));
        if (!nip.ok || errors.length > 0) throw validationFailed(errors);
        if (await this.rows.employeeByNip(tx, nip.nip)) throw DirectoryErrors.nipTaken();
        const trace = await uniqueGuard(() => this.writer.add(tx, nip.nip, fields, validFrom ?? null, actor));
        return trace.employeeId;
      });
    } catch (error) {
      throw error instanceof AlreadyExists ? DirectoryErrors.nipTaken() : error;
    }
  }

  /** @throws DomainError EMPLOYEE_NOT_FOUND, EMPLOYEE_CHANGED, VALIDATION. */
  correct(id: string, { version, ...input }: EmployeeCorrectionInput, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { employee, open } = await this.held(tx, id, version);
      const { fields, errors } = judgeForm(input, await this.rows.units(tx), employee.unitId);
      if (errors.length > 0) throw validationFailed(errors);
      await this.writer.correct(tx, employee, open, fields, actor);
    });
  }

  /** @throws DomainError EMPLOYEE_NOT_FOUND, EMPLOYEE_CHANGED; VALIDATION: EMPLOYMENT_SAME, EMPLOYMENT_NOT_AFTER_LAST. */
  move(id: string, { version, validFrom, ...post }: EmployeeMoveInput, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const { employee, open } = await this.held(tx, id, version);
      const { fields, errors } = judgeForm(
        { ...fieldsOf(employee), ...post },
        await this.rows.units(tx),
        employee.unitId,
      );
      errors.push(...this.futureOf(validFrom));
      const last = open.validFrom;
      if (last !== null && validFrom <= last) {
        errors.push({ field: 'validFrom', code: 'EMPLOYMENT_NOT_AFTER_LAST', params: { day: last } });
      }
      if (stepOf(open, fields, validFrom).kind === 'none') errors.push({ field: 'unitId', code: 'EMPLOYMENT_SAME' });
      if (errors.length > 0) throw validationFailed(errors);
      await this.writer.change(tx, employee, fields, validFrom, actor);
    });
  }

  private async held(tx: Tx, id: string, version: string): Promise<{ employee: Employee; open: Employment }> {
    await this.rows.hold(tx, [id]);
    const employee = await this.rows.employee(tx, id);
    if (!employee) throw DirectoryErrors.employeeNotFound();
    if (employeeVersion(employee) !== version) throw DirectoryErrors.employeeChanged();
    const open = (await this.rows.openEmployments(tx, [id])).get(id);
    if (!open) throw new Error(`Employee ${id} has no open employment`);
    return { employee, open };
  }

  private futureOf(day: string | null): FieldError[] {
    const future = day !== null && day > todayAt(this.clock.now());
    return future ? [{ field: 'validFrom', code: 'EMPLOYMENT_IN_FUTURE' }] : [];
  }
}
