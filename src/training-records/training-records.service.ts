import { Injectable } from '@nestjs/common';

import { Audit } from '../audit/index.js';
import { can, type StaffMember } from '../common/access/index.js';
import { type Actor, decodeCursor, toPage } from '../common/index.js';
import { Database, type Reader, Transactions } from '../database/index.js';
import { Directory, type Employee, maskNip, printedName } from '../directory/index.js';
import type {
  AssignBody,
  EmployeeSuggestion,
  ExportQuery,
  RecordPage,
  RecordQuery,
  RecordRow,
} from './dto/training-records.dto.js';
import type { RecordFilter } from './record-filter.js';
import type { TrainingRecordAction } from './training-records.audit.js';
import { TrainingRecordErrors } from './training-records.errors.js';
import { recordKey, TrainingRecordsRepository } from './training-records.repository.js';
import type { TrainingRecord } from './training-record.entity.js';

/** The records themselves: the list, and the check list that HR works off. */
@Injectable()
export class TrainingRecordsService {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly directory: Directory,
    private readonly records: TrainingRecordsRepository,
    private readonly audit: Audit,
  ) {}

  list(query: RecordQuery, staff: StaffMember): Promise<RecordPage> {
    const after = query.after ? decodeCursor(query.after, ['number', 'string', 'string']) : null;
    const show = nipFor(staff);
    return this.database.read(async (m) => {
      const filter = await this.filterOf(m, query);
      const records = await this.records.page(m, filter, after, query.limit + 1);
      const page = toPage(records, query.limit, recordKey);
      const owners = await this.records.employeesByNip(m, nipsToCheck(page.rows));
      return {
        rows: page.rows.map((record) => toRow(record, owners, show)),
        next: page.next,
        matched: await this.records.count(m, filter),
      };
    });
  }

  /** One filter for list and exports. */
  async filterOf(m: Reader, { year, unitId, nip, state }: ExportQuery): Promise<RecordFilter> {
    return { year, nip, state, unitIds: unitId ? await this.directory.subtree(unitId, m) : undefined };
  }

  /** HR says whose hours these are; from then on they count for that employee, under his NIP. */
  assign(id: string, { employeeId }: AssignBody, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const record = await this.records.find(tx, id);
      if (!record) throw TrainingRecordErrors.notFound();
      const employee = await this.records.employee(tx, employeeId);
      if (!employee) throw TrainingRecordErrors.employeeNotFound();
      if (!(await this.records.move(tx, id, 'recorded', { employeeId, nip: employee.nip }))) {
        throw TrainingRecordErrors.settled();
      }
      await this.audit.append(tx, {
        actor,
        action: 'training-records.assigned' satisfies TrainingRecordAction,
        subject: { kind: 'training_record', id },
        eventId: record.eventId,
        payload: { employeeId, jp: record.jp, year: record.year },
      });
    });
  }
}

/** Auditors read lists without the numbers. */
export const nipFor =
  (staff: StaffMember) =>
  (nip: string): string =>
    can(staff, 'nip.read') ? nip : maskNip(nip);

const nipsToCheck = (records: TrainingRecord[]): string[] =>
  records.flatMap((record) => (record.state === 'to_check' && record.nip ? [record.nip] : []));

function toRow(record: TrainingRecord, owners: Map<string, Employee>, show: (nip: string) => string): RecordRow {
  const { id, eventId, certificateId, employeeId, nip, personName, kind, position, title, number, jp, year } = record;
  return {
    id,
    eventId,
    certificateId,
    employeeId,
    nip: nip && show(nip),
    personName,
    kind,
    unit: record.unitText,
    position,
    title,
    number,
    jp,
    year,
    startedOn: record.startedOn,
    endedOn: record.endedOn,
    state: record.state,
    suggestion: record.state === 'to_check' && nip ? suggestionOf(owners.get(nip)) : null,
  };
}

const suggestionOf = (employee: Employee | undefined): EmployeeSuggestion | null =>
  employee ? { employeeId: employee.id, printedName: printedName(employee), unit: employee.unit?.name ?? '' } : null;
