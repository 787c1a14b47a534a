import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { StaffMember } from '../../common/access/index.js';
import { Database, type Reader } from '../../database/index.js';
import { type Cell, type Column, csvStream, xlsxStream } from '../../documents/index.js';
import { dateInZone, Events } from '../../events/index.js';
import type { RegistrationExportQuery } from '../dto/list.dto.js';
import { cellOf, exportColumns, headerOf } from './export-columns.js';
import { ListFilters } from './list-filters.js';
import type { Key } from './list-sql.js';
import { keyAfter, RegistrationListRepository } from './registration-list.repository.js';
import { Answers } from '../questions/answers.service.js';
import type { FormQuestion } from '../questions/form-question.entity.js';
import { QuestionsRepository } from '../questions/questions.repository.js';
import { RegistrationRows } from './registration-rows.js';

const ROWS_PER_READ = 1_000;

/** What the filter shows, whole. Read page by page as the file is taken, so memory does not grow with the list. */
@Injectable()
export class RegistrationExport {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly filters: ListFilters,
    private readonly list: RegistrationListRepository,
    private readonly rows: RegistrationRows,
    private readonly questions: QuestionsRepository,
    private readonly answers: Answers,
  ) {}

  async xlsx(eventId: string, query: RegistrationExportQuery, staff: StaffMember): Promise<Readable> {
    const { rows, columns } = await this.table(eventId, query, staff);
    return xlsxStream(rows, columns, 'Pendaftar');
  }

  async csv(eventId: string, query: RegistrationExportQuery, staff: StaffMember): Promise<Readable> {
    const { rows, columns } = await this.table(eventId, query, staff);
    return csvStream(rows, columns);
  }

  private async table(eventId: string, query: RegistrationExportQuery, staff: StaffMember) {
    const questions = await this.questionsOf(eventId, query);
    const asked = questions.map(({ labelId }): Column => ({ header: labelId, width: 30, type: 'text' }));
    return {
      rows: await this.cells(eventId, query, staff, questions),
      columns: [...columnsOf(query).map(headerOf), ...asked],
    };
  }

  private async questionsOf(eventId: string, { columns }: RegistrationExportQuery): Promise<FormQuestion[]> {
    const asked = columns?.split(',') ?? ['answers'];
    if (!asked.some((column) => column.startsWith('answer'))) return [];
    const questions = await this.database.read((m) => this.questions.ofEvent(m, eventId));
    return questions.filter(({ id }) => asked.includes('answers') || asked.includes(`answer.${id}`));
  }

  /** A filter that is refused is refused before the file begins. */
  private async cells(eventId: string, query: RegistrationExportQuery, staff: StaffMember, questions: FormQuestion[]) {
    const { sort = 'created' } = query;
    const { zone, reading } = await this.database.read(async (m) => ({
      zone: (await this.events.find(m, eventId)).zone,
      reading: await this.list.reading(m, eventId, await this.filters.read(m, eventId, query), sort),
    }));
    const columns = columnsOf(query);
    const day = (iso: string | null) => (iso ? dateInZone(new Date(iso), zone) : null);
    const { database, list, rows, answers } = this;
    const wanted = questions.map(({ id }) => id);
    const said = async (m: Reader, ids: string[]) =>
      questions.length > 0 ? answers.wordsOf(m, eventId, ids, 'id', wanted) : new Map<string, Map<string, string>>();
    return (async function* (): AsyncGenerator<Cell[]> {
      for (let after: Key | null = null; ;) {
        const from: Key | null = after;
        const page = await database.read(async (m) => {
          const found = await list.page(m, eventId, reading, from, ROWS_PER_READ);
          const last = found.at(-1);
          const ids = found.map(({ id }) => id);
          return {
            rows: await rows.of(m, found, eventId, staff),
            said: await said(m, ids),
            next: last ? keyAfter(m, reading, last) : null,
          };
        });
        for (const row of page.rows) {
          const own = page.said.get(row.id);
          yield [
            ...columns.map((column) => cellOf(column, row, day)),
            ...questions.map(({ id }) => own?.get(id) ?? null),
          ];
        }
        if (page.rows.length < ROWS_PER_READ) return;
        after = page.next;
      }
    })();
  }
}

/** Those that were asked for, in the order of the list; without a choice all. */
const columnsOf = ({ columns }: RegistrationExportQuery) => {
  const asked = columns?.split(',');
  return exportColumns.filter((column) => !asked || asked.includes(column));
};
