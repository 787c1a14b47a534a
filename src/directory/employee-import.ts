import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Database, type Reader, Transactions } from '../database/index.js';
import {
  type CheckedRow,
  type ImportColumn,
  type ImportHandler,
  ImportHandlers,
  type ImportRun,
  type PreviewedRow,
  refusal,
  type RowResult,
  setAside,
  type Verdict,
} from '../imports/index.js';
import { todayAt } from './days.js';
import { DirectoryRepository } from './directory.repository.js';
import { personColumns } from './employee-columns.js';
import { type EmployeeFacts, judgeEmployee } from './employee-row.js';
import { type EmployeeTrace, EmployeeWriter } from './employee-writer.js';
import { parseNip } from './rules/nip.js';
import { UnitNames } from './unit-tree.js';

const COLUMNS: ImportColumn[] = [
  personColumns.nip,
  personColumns.frontTitle,
  personColumns.name,
  personColumns.backTitle,
  personColumns.unit,
  personColumns.position,
  personColumns.rank,
  {
    field: 'from',
    header: { id: 'TMT', en: 'Valid from' },
    synonyms: ['TMT Jabatan', 'Terhitung Mulai Tanggal', 'Berlaku Mulai', 'Mulai'],
    note: {
      id: 'Sejak kapan unit, jabatan, dan pangkat ini berlaku: 31/01/2026. Kosong: hari ini.',
      en: 'Since when unit, position and rank are so: 31/01/2026. Empty: today.',
    },
    example: '01/01/2020',
  },
  personColumns.kind,
  personColumns.phone,
  personColumns.email,
];

/** Employees by their NIP, with a history of unit, position and rank. */
@Injectable()
export class EmployeeImport implements ImportHandler, OnModuleInit {
  readonly kind = 'employees';
  readonly columns = COLUMNS;
  readonly required = [['nip'], ['name'], ['unit']];

  constructor(
    private readonly imports: ImportHandlers,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: DirectoryRepository,
    private readonly writer: EmployeeWriter,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.imports.register(this);
  }

  async check(_eventId: string | null, rows: CheckedRow[]): Promise<Verdict[]> {
    const facts = await this.database.read((m) => this.facts(m, rows));
    const lineOf = new Map<string, number>();
    return rows.map(({ line, cells }) => {
      const { verdict, wanted } = judgeEmployee(cells, facts);
      if (!wanted) return verdict;
      const first = lineOf.get(wanted.nip);
      if (first !== undefined) return refusal([{ field: 'nip', code: 'IMPORT_ROW_TWICE', params: { line: first } }]);
      lineOf.set(wanted.nip, line);
      return verdict;
    });
  }

  apply({ actor, record }: ImportRun, rows: PreviewedRow[]): Promise<void> {
    return this.transactions.run(
      async (tx) => {
        const before = await this.rows.employeesByNip(tx, nipsOf(rows));
        await this.rows.hold(
          tx,
          [...before.values()].map(({ id }) => id),
        );
        const facts = await this.facts(tx, rows);
        const results: RowResult[] = [];
        for (const row of rows) {
          const { verdict, wanted } = judgeEmployee(row.cells, facts);
          const aside = setAside(row, verdict);
          if (aside || !wanted) {
            results.push(aside ?? { rowId: row.id, state: 'idle' });
            continue;
          }
          const { nip, fields, from } = wanted;
          const employee = facts.known.get(nip);
          const trace = employee
            ? await this.writer.change(tx, employee, fields, from ?? facts.today, actor)
            : await this.writer.add(tx, nip, fields, from, actor);
          results.push({ rowId: row.id, state: 'applied', trace });
        }
        await record(tx, results);
      },
      { repeatable: true },
    );
  }

  undo({ actor, record }: ImportRun, rows: PreviewedRow[]): Promise<void> {
    return this.transactions.run(
      async (tx) => {
        const traces = rows.map(({ trace }) => trace as EmployeeTrace);
        await this.rows.hold(
          tx,
          traces.map(({ employeeId }) => employeeId),
        );
        const results: RowResult[] = [];
        for (const [index, trace] of traces.entries()) {
          const rowId = rows[index]?.id ?? '';
          const stays = await this.writer.takeBack(tx, trace, actor);
          if (stays) results.push({ rowId, state: 'kept', reasons: [{ field: '', code: stays }] });
          else results.push({ rowId, state: 'undone' });
        }
        await record(tx, results);
      },
      { repeatable: true },
    );
  }

  private async facts(m: Reader, rows: CheckedRow[]): Promise<EmployeeFacts> {
    const known = await this.rows.employeesByNip(m, nipsOf(rows));
    const ids = [...known.values()].map(({ id }) => id);
    return {
      units: new UnitNames(await this.rows.units(m)),
      known,
      open: await this.rows.openEmployments(m, ids),
      today: todayAt(this.clock.now()),
    };
  }
}

const nipsOf = (rows: CheckedRow[]): string[] =>
  rows.flatMap(({ cells }) => {
    const nip = parseNip(cells.nip ?? '');
    return nip.ok ? [nip.nip] : [];
  });
