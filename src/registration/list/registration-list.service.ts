import { Injectable } from '@nestjs/common';
import type { StaffMember } from '../../common/access/index.js';
import { decodeCursor, type Locale, toPage } from '../../common/index.js';
import { Database, type Reader } from '../../database/index.js';
import { Events } from '../../events/index.js';
import type { RegistrationListQuery, RegistrationPage } from '../dto/list.dto.js';
import { LettersRepository } from '../letters/letters.repository.js';
import { Overlaps } from '../overlaps.service.js';
import { Answers } from '../questions/answers.service.js';
import { ListFilters } from './list-filters.js';
import { COUNTED, isAlone, keyOf, type ListFilter } from './list-sql.js';
import { keyAfter, type ListRow, RegistrationListRepository } from './registration-list.repository.js';
import { RegistrationRows } from './registration-rows.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';

/** Of a longer line places are told on a person's page alone: to count them costs as much as the line is long. */
export const LONGEST_LINE = 2_000;

/** To count who lacks a letter is to look at everybody. */
const MOST_WITH_LETTERS = 20_000;

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
    private readonly letters: LettersRepository,
    private readonly overlaps: Overlaps,
    private readonly events: Events,
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
      const asked = query.answers?.split(',') ?? [];
      const said =
        asked.length > 0
          ? await this.answers.wordsOf(
              m,
              eventId,
              rows.map(({ id }) => id),
              locale,
              asked,
            )
          : null;
      const more = query.with?.split(',') ?? [];
      const overlaps = more.includes('overlaps') ? await this.overlapsOf(m, eventId, page.rows) : null;
      const lackIsCounted = more.includes('letters') && total <= MOST_WITH_LETTERS;
      return {
        rows: rows.map((row) => ({
          ...row,
          answers: Object.fromEntries(said?.get(row.id) ?? []),
          overlaps: overlaps && (overlaps.get(row.id) ?? 0),
        })),
        next: page.next,
        ...matchedOf(filter, reading.matched, counts, total),
        total,
        counts,
        undelivered,
        withoutLetter: lackIsCounted ? await this.letters.lacking(m, eventId) : null,
      };
    });
  }

  private async overlapsOf(m: Reader, eventId: string, rows: ListRow[]): Promise<Map<string, number>> {
    const event = await this.events.find(m, eventId);
    const overlaps = await this.overlaps.of(
      m,
      event,
      rows.filter(({ status }) => isLive(status)),
    );
    return new Map([...overlaps].map(([id, others]) => [id, others.length]));
  }
}

/** What stands in the counts of the whole event is known exactly. */
function matchedOf(filter: ListFilter, counted: number, counts: Record<string, number>, total: number) {
  const { status } = filter;
  if (isAlone('status', filter)) return { matched: status ? (counts[status] ?? 0) : total, matchedMore: false };
  return { matched: counted, matchedMore: counted >= COUNTED };
}
