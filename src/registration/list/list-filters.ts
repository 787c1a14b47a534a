import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { validationFailed } from '../../common/index.js';
import type { Reader } from '../../database/index.js';
import { Directory } from '../../directory/index.js';
import { Events } from '../../events/index.js';
import type { RegistrationFilter } from '../dto/list.dto.js';
import { hasLetter } from '../letters/letters.repository.js';
import { isLive, registrationStatuses } from '../registration-status.js';
import type { ListFilter, Sql } from './list-sql.js';
import { beginsWords, readSearch } from './search-words.js';

export type FilterQuery = Omit<RegistrationFilter, 'after' | 'limit' | 'sort'>;

/** Turns what an address says into what the database is asked: units into subtrees, days into moments, text into words. */
@Injectable()
export class ListFilters {
  constructor(
    private readonly directory: Directory,
    private readonly events: Events,
  ) {}

  /** @throws DomainError VALIDATION when a day is not in the calendar. */
  async read(m: Reader, eventId: string, query: FilterQuery): Promise<ListFilter> {
    const { status, kind, mail, present } = query;
    const filter: ListFilter = { status, kind, mail, present };
    if (query.unitId) filter.unitIds = await this.directory.subtree(query.unitId, m);
    if (query.q?.trim()) filter.search = await this.search(m, query.q);
    if (query.from || query.to) {
      const { zone } = await this.events.find(m, eventId);
      if (query.from) filter.from = dayStart('from', query.from, zone, 0);
      if (query.to) filter.before = dayStart('to', query.to, zone, 1);
    }
    const more = [...letterOf(query), ...sourceOf(query), ...answerOf(query)];
    if (more.length > 0) filter.more = more;
    return filter;
  }

  private async search(m: Reader, text: string): Promise<NonNullable<ListFilter['search']>> {
    const search = readSearch(text);
    const units = await this.directory.units(m);
    return { ...search, unitIds: units.filter(({ name }) => beginsWords(name, search.words)).map(({ id }) => id) };
  }
}

/** Whoever has ended lacks no letter. */
function letterOf({ letter }: FilterQuery): Sql[] {
  if (letter === 'yes') return [{ text: hasLetter(), values: [] }];
  const ended = registrationStatuses.filter((status) => !isLive(status));
  const lacks = `NOT ${hasLetter()} AND r.status NOT IN (${ended.map(() => '?').join(', ')})`;
  return letter === 'no' ? [{ text: lacks, values: ended }] : [];
}

const sourceOf = ({ source }: FilterQuery): Sql[] => (source ? [{ text: 'r.source = ?', values: [source] }] : []);

const answerOf = ({ answer }: FilterQuery): Sql[] => (answer ?? '').split(',').filter(Boolean).map(answeredSo);

/** `question:option`, `question:any` or `question:none`, as a condition on the row `r`. */
export function answeredSo(asked: string): Sql {
  const [question = '', option = ''] = asked.split(':');
  const answered = 'SELECT 1 FROM answer a WHERE a.registration_id = r.id AND a.question_id = ?';
  if (option === 'any') return { text: `EXISTS (${answered})`, values: [question] };
  if (option === 'none') return { text: `NOT EXISTS (${answered})`, values: [question] };
  return { text: `EXISTS (${answered} AND a.option_id = ?)`, values: [question, option] };
}

function dayStart(field: string, day: string, zone: string, later: number): string {
  const start = DateTime.fromISO(day, { zone });
  if (!start.isValid) throw validationFailed([{ field, code: 'INVALID' }]);
  return start.plus({ days: later }).toUTC().toFormat('yyyy-MM-dd HH:mm:ss.SSS');
}
