import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import type { StaffMember } from '../common/access/index.js';
import { Database } from '../database/index.js';
import { type Cell, csvStream, xlsxStream } from '../documents/index.js';
import { dateInZone, Events } from '../events/index.js';
import type { RegistrationExportQuery } from './dto/list.dto.js';
import { cellOf, exportColumns, headerOf } from './export-columns.js';
import { ListFilters } from './list-filters.js';
import type { Key } from './list-sql.js';
import { keyAfter, RegistrationListRepository } from './registration-list.repository.js';
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
  ) {}

  async xlsx(eventId: string, query: RegistrationExportQuery, staff: StaffMember): Promise<Readable> {
    return xlsxStream(await this.cells(eventId, query, staff), columnsOf(query).map(headerOf), 'Pendaftar');
  }

  async csv(eventId: string, query: RegistrationExportQuery, staff: StaffMember): Promise<Readable> {
    return csvStream(await this.cells(eventId, query, staff), columnsOf(query).map(headerOf));
  }

  /** A filter that is refused is refused before the file begins. */
  private async cells(eventId: string, query: RegistrationExportQuery, staff: StaffMember) {
    const { sort = 'created' } = query;
    const { zone, reading } = await this.database.read(async (m) => ({
      zone: (await this.events.find(m, eventId)).zone,
      reading: await this.list.reading(m, eventId, await this.filters.read(m, eventId, query), sort),
    }));
    const columns = columnsOf(query);
    const day = (iso: string | null) => (iso ? dateInZone(new Date(iso), zone) : null);
    const { database, list, rows } = this;
    return (async function* (): AsyncGenerator<Cell[]> {
      for (let after: Key | null = null; ;) {
        const from: Key | null = after;
        const page = await database.read(async (m) => {
          const found = await list.page(m, eventId, reading, from, ROWS_PER_READ);
          const last = found.at(-1);
          return { rows: await rows.of(m, found, eventId, staff), next: last ? keyAfter(m, reading, last) : null };
        });
        for (const row of page.rows) yield columns.map((column) => cellOf(column, row, day));
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
