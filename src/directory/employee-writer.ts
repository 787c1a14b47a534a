import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, newId } from '../common/index.js';
import { isReferenced, type Tx } from '../database/index.js';
import { DirectoryRepository } from './directory.repository.js';
import type { Employee } from './employee.entity.js';
import { columnsOf, differing, type EmployeeFields, fieldsOf, stepOf } from './employee-record.js';
import type { Employment } from './employment.entity.js';

/** What was done to one employee, as far as it is needed to take it back. */
export interface EmployeeTrace {
  employeeId: string;
  /** Null: was not there. */
  before: EmployeeFields | null;
  after: EmployeeFields;
  history:
    | { kind: 'none' }
    | { kind: 'mend'; id: string; before: Pick<Employment, 'unitId' | 'position' | 'rank'> }
    | { kind: 'next'; id: string; closed: string };
}

/** Adds and changes employees, each with his history and his entry in the audit trail. */
@Injectable()
export class EmployeeWriter {
  constructor(
    private readonly rows: DirectoryRepository,
    private readonly audit: Audit,
  ) {}

  async add(tx: Tx, nip: string, fields: EmployeeFields, from: string | null, actor: Actor): Promise<EmployeeTrace> {
    const employee: Employee = { id: newId(), nip, ...columnsOf(fields), pnsOrangId: null };
    await this.rows.insertEmployees(tx, [employee], [firstEmployment(employee, from)]);
    await this.note(tx, 'directory.employee_added', employee.id, actor);
    return { employeeId: employee.id, before: null, after: fields, history: { kind: 'none' } };
  }

  /** @param from the day from which unit, position and rank are as they are now */
  async change(tx: Tx, employee: Employee, after: EmployeeFields, from: string, actor: Actor): Promise<EmployeeTrace> {
    const before = fieldsOf(employee);
    const open = (await this.rows.openEmployments(tx, [employee.id])).get(employee.id);
    if (!open) throw new Error(`Employee ${employee.id} has no open employment`);
    const history = await this.follow(tx, open, after, from);
    await this.rows.updateEmployee(tx, employee.id, columnsOf(after));
    const fields = differing(before, after).join(', ');
    await this.note(tx, 'directory.employee_changed', employee.id, actor, { fields });
    return { employeeId: employee.id, before, after, history };
  }

  /** Puts right what was never so: the history keeps its steps, and the open one is mended. */
  async correct(tx: Tx, employee: Employee, open: Employment, after: EmployeeFields, actor: Actor): Promise<void> {
    const before = fieldsOf(employee);
    const fields = differing(before, after);
    if (fields.length === 0) return;
    const { unitId, position, rank } = after;
    await this.rows.updateEmployment(tx, open.id, { unitId, position, rank });
    await this.rows.updateEmployee(tx, employee.id, columnsOf(after));
    await this.note(tx, 'directory.employee_corrected', employee.id, actor, {
      fields: fields.join(', '),
      before: traced(before, fields),
      after: traced(after, fields),
    });
  }

  /** Takes back what still stands as it was left. @returns the reason why it stays, else null. */
  async takeBack(
    tx: Tx,
    trace: EmployeeTrace,
    actor: Actor,
  ): Promise<'EMPLOYEE_CHANGED_SINCE' | 'EMPLOYEE_IN_USE' | null> {
    const { employeeId: id, before, after, history } = trace;
    const employee = await this.rows.employee(tx, id);
    if (!employee || differing(fieldsOf(employee), after).length > 0) return 'EMPLOYEE_CHANGED_SINCE';
    if (before === null) {
      if (!(await this.remove(tx, id))) return 'EMPLOYEE_IN_USE';
      await this.note(tx, 'directory.employee_removed', id, actor);
      return null;
    }
    const open = (await this.rows.openEmployments(tx, [id])).get(id);
    if (history.kind !== 'none' && open?.id !== history.id) return 'EMPLOYEE_CHANGED_SINCE';
    if (history.kind === 'mend') await this.rows.updateEmployment(tx, history.id, history.before);
    if (history.kind === 'next') {
      await this.rows.deleteEmployment(tx, history.id);
      await this.rows.updateEmployment(tx, history.closed, { validTo: null });
    }
    await this.rows.updateEmployee(tx, id, columnsOf(before));
    const fields = differing(before, after).join(', ');
    await this.note(tx, 'directory.employee_changed', id, actor, { fields });
    return null;
  }

  private async follow(
    tx: Tx,
    open: Employment,
    { unitId, position, rank }: EmployeeFields,
    from: string,
  ): Promise<EmployeeTrace['history']> {
    const wanted = { unitId, position, rank };
    const step = stepOf(open, wanted, from);
    if (step.kind === 'none') return step;
    if (step.kind === 'mend') {
      await this.rows.updateEmployment(tx, open.id, wanted);
      const before = { unitId: open.unitId, position: open.position, rank: open.rank };
      return { kind: 'mend', id: open.id, before };
    }
    const id = newId();
    await this.rows.updateEmployment(tx, step.closes, { validTo: step.closedOn });
    await this.rows.insertEmployments(tx, [
      { id, employeeId: open.employeeId, ...wanted, validFrom: from, validTo: null },
    ]);
    return { kind: 'next', id, closed: step.closes };
  }

  /** False when others name the employee; the statement alone has failed then, not the transaction. */
  private async remove(tx: Tx, id: string): Promise<boolean> {
    try {
      await this.rows.deleteEmployee(tx, id);
      return true;
    } catch (error) {
      if (isReferenced(error)) return false;
      throw error;
    }
  }

  private note(tx: Tx, action: string, id: string, actor: Actor, payload: object = {}): Promise<void> {
    return this.audit.append(tx, { actor, action, subject: { kind: 'employee', id }, payload: { ...payload } });
  }
}

/** The trail is never erased, so it names a changed phone or email without keeping it. */
const traced = (of: EmployeeFields, fields: (keyof EmployeeFields)[]): Partial<EmployeeFields> =>
  Object.fromEntries(
    fields.filter((field) => field !== 'phone' && field !== 'email').map((field) => [field, of[field]]),
  );

export const firstEmployment = (
  { id, unitId, position, rank }: Pick<Employee, 'id' | 'unitId' | 'position' | 'rank'>,
  from: string | null,
): Employment => ({ id: newId(), employeeId: id, unitId, position, rank, validFrom: from, validTo: null });
