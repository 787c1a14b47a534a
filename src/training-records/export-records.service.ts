import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, newId } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { Events } from '../events/index.js';
import type { ExportQuery } from './dto/training-records.dto.js';
import type { ExportedRecord, RecordExport } from './exports/index.js';
import type { RecordFilter } from './record-filter.js';
import type { TrainingRecordAction } from './training-records.audit.js';
import { TrainingRecordErrors } from './training-records.errors.js';
import { recordKey, type RecordKey, TrainingRecordsRepository } from './training-records.repository.js';
import { TrainingRecordsService } from './training-records.service.js';
import type { TrainingRecord } from './training-record.entity.js';

const ROWS_PER_READ = 1000;

/** Downloads of the records, in the same filter and order as the list. */
@Injectable()
export class ExportRecords {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly list: TrainingRecordsService,
    private readonly records: TrainingRecordsRepository,
    private readonly audit: Audit,
  ) {}

  /** The audit entry says who took how many rows in which form; a NIP of the filter stands in it only as "yes". */
  async export(format: RecordExport, query: ExportQuery, actor: Actor): Promise<Readable> {
    const { filter, instansiId } = await this.transactions.run(async (tx) => {
      const filter = await this.list.filterOf(tx, query);
      const { siasnInstansiId } = await this.events.organisation(tx);
      if (format.needsInstansi && !siasnInstansiId) throw TrainingRecordErrors.noInstansi();
      const rows = await this.records.count(tx, filter);
      const { year, unitId, nip, state } = query;
      await this.audit.append(tx, {
        actor,
        action: 'training-records.exported' satisfies TrainingRecordAction,
        subject: { kind: 'export', id: newId() },
        payload: { format: format.format, rows, year, unitId, state, oneNip: nip !== undefined },
      });
      return { filter, instansiId: siasnInstansiId };
    });
    return format.write(this.read(filter), { instansiId });
  }

  private async *read(filter: RecordFilter): AsyncGenerator<ExportedRecord> {
    for (let after: RecordKey | null = null; ;) {
      const key: RecordKey | null = after;
      const records = await this.database.read((m) => this.records.page(m, filter, key, ROWS_PER_READ));
      for (const record of records) yield toExported(record);
      const last = records.at(-1);
      if (!last || records.length < ROWS_PER_READ) return;
      after = recordKey(last);
    }
  }
}

const toExported = (record: TrainingRecord): ExportedRecord => ({
  nip: record.nip,
  name: record.personName,
  kind: record.kind,
  position: record.position,
  unit: record.unitText,
  employee: record.employee ? { pnsOrangId: record.employee.pnsOrangId } : null,
  jenisDiklatId: record.jenisDiklatId,
  title: record.title,
  organiser: record.organiser,
  number: record.number,
  jp: record.jp,
  year: record.year,
  startedOn: record.startedOn,
  endedOn: record.endedOn,
  state: record.state,
});
