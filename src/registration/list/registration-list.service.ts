import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../../common/access/index.js';
import { decodeCursor, type Locale, toPage } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { RegistrationListQuery, RegistrationPage } from '../dto/list.dto.js';
import { Answers } from '../questions/answers.service.js';
import { ListFilters } from './list-filters.js';
import { COUNTED, isAlone, keyOf, type ListFilter } from './list-sql.js';
import { keyAfter, RegistrationListRepository } from './registration-list.repository.js';
import { RegistrationRows } from './registration-rows.js';
import { RegistrationsRepository } from '../registrations.repository.js';

/** Of a longer line places are told on a person's page alone: to count them costs as much as the line is long. */
const LONGEST_LINE = 2_000;

/** The organiser's list, page by page. */
@Injectable()
export class RegistrationList {
  constructor(
    private readonly database: Database,
    private readonly filters: ListFilters,
    private readonly list: RegistrationListRepository,
    private readonly registrations: RegistrationsRepository,
    private readonly rows: RegistrationRows,
    private readonly answers: Answers,
  ) {}

  async page(
    eventId: string,
    query: RegistrationListQuery,
    staff: StaffMember,
    locale: Locale,
  ): Promise<RegistrationPage> {
    const { after, limit, sort = 'created' } = query;
    return this.database.read(async (m) => {
      const filter = await this.filters.read(m, eventId, query);
      const key = keyOf(sort, filter).map(({ kind }) => kind);
      const from = after ? decodeCursor(after, key) : null;
      const { counts, undelivered } = await this.list.counts(m, eventId);
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const reading = await this.list.reading(m, eventId, filter, sort);
      const found = await this.list.page(m, eventId, reading, from, limit + 1);
      const page = toPage(found, limit, (row) => keyAfter(m, reading, row));
      const rows = await this.rows.of(m, page.rows, eventId, staff);
      const waiting = rows.filter(({ status }) => status === 'waiting').map(({ id }) => id);
      if ((counts.waiting ?? 0) <= LONGEST_LINE) {
        const places = await this.registrations.placesInLine(m, eventId, waiting);
        for (const row of rows) row.waitingPlace = places.get(row.id) ?? null;
      }
      const ids = rows.map(({ id }) => id);
      const asked = query.answers?.split(',') ?? [];
      const said = asked.length > 0 ? await this.answers.wordsOf(m, eventId, ids, locale, asked) : null;
      return {
        rows: rows.map((row) => ({ ...row, answers: Object.fromEntries(said?.get(row.id) ?? []) })),
        next: page.next,
        ...matchedOf(filter, reading.matched, counts, total),
        total,
        counts,
        undelivered,
      };
    });
  }
}

/** What stands in the counts of the whole event is known exactly. */
function matchedOf(filter: ListFilter, counted: number, counts: Record<string, number>, total: number) {
  const { status } = filter;
  if (isAlone('status', filter)) return { matched: status ? (counts[status] ?? 0) : total, matchedMore: false };
  return { matched: counted, matchedMore: counted >= COUNTED };
}
