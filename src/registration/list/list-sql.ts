import type { ParticipantKind } from '../../events/index.js';
import type { MailStanding } from '../../mail/index.js';
import type { RegistrationStatus } from '../registration-status.js';
import type { Search } from './search-words.js';

export interface Sql {
  text: string;
  values: (string | number)[];
}

export const sortings = ['created', 'name', 'unit', 'status', 'arrived'] as const;
export type Sorting = (typeof sortings)[number];

/** What the list is asked for, with units widened to all that lies under them and days turned into moments. */
export interface ListFilter {
  search?: Search & { unitIds: string[] };
  status?: RegistrationStatus;
  kind?: ParticipantKind;
  unitIds?: string[];
  mail?: MailStanding | 'undelivered';
  present?: 'yes' | 'no';
  from?: string;
  before?: string;
  /** Conditions of later parts on the row `r`, such as an answer. */
  more?: Sql[];
}

/** More than so many are not counted: the list says that there are more. */
export const COUNTED = 10_000;

/**
 * From so many rows on a filter is broad: its rows lie close together whatever the list is sorted by, so the list walks
 * along the index of its sorting and leaves out what does not match. A narrower one takes its rows by its own index and
 * sorts these few. Which it is is counted first, since neither engine can tell: both guess, and a wrong guess reads half
 * a million rows for a page of fifty. Either way stays below some thousands.
 */
export const BROAD = 5_000;

/** One of them alone serves a filter and the order of arrival together. */
const LEADS = ['status', 'mail', 'kind'] as const;

/** Filters that are ranges of the index that a sorting walks along. */
const ALONG: Record<Sorting, readonly (keyof ListFilter)[]> = {
  created: ['from', 'before'],
  name: [],
  unit: [],
  status: ['status'],
  arrived: ['present'],
};

const INDEX_OF = {
  created: 'registration_arrival',
  day: 'registration_day',
  name: 'registration_name',
  unit: 'registration_unit_name',
  arrived: 'registration_arrived',
  status: 'registration_status',
  mail: 'registration_mail',
  kind: 'registration_kind',
} as const satisfies Record<Sorting | 'day' | (typeof LEADS)[number], string>;

interface KeyPart {
  column: string;
  descending: boolean;
  kind: 'string' | 'number';
}

const KEYS: Record<Sorting | 'day', readonly KeyPart[]> = {
  created: [desc('arrival_no', 'number'), desc('id')],
  /** The same for a filter by days, which has its own index. */
  day: [desc('created_at'), desc('arrival_no', 'number'), desc('id')],
  name: [asc('name_key'), asc('id')],
  unit: [asc('unit_text'), asc('id')],
  status: [desc('status'), desc('arrival_no', 'number'), desc('id')],
  arrived: [desc('arrived_at'), desc('arrival_no', 'number'), desc('id')],
};

function asc(column: string): KeyPart {
  return { column, descending: false, kind: 'string' };
}

function desc(column: string, kind: KeyPart['kind'] = 'string'): KeyPart {
  return { column, descending: true, kind };
}

const isByDay = ({ from, before }: ListFilter): boolean => Boolean(from ?? before);

/** What the rows are ordered by, and where the next page begins. */
export const keyOf = (sort: Sorting, filter: ListFilter): readonly KeyPart[] =>
  KEYS[sort === 'created' && isByDay(filter) ? 'day' : sort];

/** Of the last row that was shown; a time that is missing is an empty text. */
export type Key = (string | number)[];

export interface PageRequest {
  columns: string[];
  sort: Sorting;
  after: Key | null;
  limit: number;
  broad: boolean;
  /** Whether the search alone has so many hits. */
  broadSearch: boolean;
}

/** How many match, up to `COUNTED`. */
export function countSql(eventId: string, filter: ListFilter, broadSearch: boolean): Sql {
  const { from, where } = matching(eventId, filter, {
    broadSearch,
    hidden: mistaken(filter),
    along: countedAlong(filter),
  });
  return joined`SELECT COUNT(*) AS count FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${COUNTED}) some`;
}

/** Of the whole event: the pools know how many hold a seat or wait, who make the crowd; the other states are counted. */
export const poolFiguresSql = (eventId: string): Sql =>
  joined`SELECT SUM(CASE WHEN scope = 'event' THEN taken ELSE 0 END) AS taken, SUM(waiting) AS waiting FROM seat_pool WHERE event_id = ${eventId}`;

export const fewCountsSql = (eventId: string): Sql =>
  joined`SELECT status, COUNT(*) AS count FROM registration WHERE event_id = ${eventId} AND status IN ('unconfirmed', 'pending', 'offered', 'declined', 'cancelled') GROUP BY status`;

/** How many the search finds by itself, up to `COUNTED`. */
export function hitsSql(eventId: string, search: NonNullable<ListFilter['search']>): Sql {
  return joined`SELECT COUNT(*) AS count FROM (SELECT 1 FROM (${hits(eventId, search, true)}) found LIMIT ${COUNTED}) some`;
}

export function pageSql(eventId: string, filter: ListFilter, request: PageRequest): Sql {
  const { sort, broadSearch } = request;
  // Of those who never came the time is the same, and a sorting by it would only be in the way of the index.
  const skipped = sort === 'arrived' && filter.present === 'no' ? 1 : 0;
  const key = keyOf(sort, filter).slice(skipped);
  const lead = leadOf(sort, filter);
  const broad = request.broad || (lead !== undefined && isAlone(lead, filter));
  const along: readonly (keyof ListFilter)[] = lead ? [lead] : ALONG[sort];
  const hidden = broad ? (name: keyof ListFilter) => !along.includes(name) : mistaken(filter);
  // Of a condition that has no index SQLite makes a join of two tables, and reads the registrations of all events for it.
  const own = broad ? INDEX_OF[lead ?? (sort === 'created' && isByDay(filter) ? 'day' : sort)] : countedAlong(filter);
  const { from, where } = matching(eventId, filter, { broadSearch, hidden, along: filter.more && own });
  const conditions = request.after ? [where, beyond(key, request.after.slice(skipped))] : [where];
  const order = key.map(({ column, descending, kind }) => {
    // An expression has no index: the few rows are to be sorted, not half a million to be walked along.
    const by = broad ? `r.${column}` : `COALESCE(r.${column}, ${kind === 'number' ? 0 : "''"})`;
    return `${by}${descending ? ' DESC' : ''}`;
  });
  const columns = request.columns.map((column) => `r.${column}`);
  return joined`SELECT ${raw(columns.join(', '))} FROM ${from} WHERE ${all(conditions)} ORDER BY ${raw(order.join(', '))} LIMIT ${request.limit}`;
}

/** Who has not come is a half of all or nobody, and SQLite takes it for a handful: left to it only when nothing else is. */
const mistaken =
  ({ search: _, ...filter }: ListFilter) =>
  (name: keyof ListFilter) =>
    name === 'present' && filter.present === 'no' && !isAlone('present', filter);

/** The filter whose index has the rows in the order of arrival; with days the order is another. */
function leadOf(sort: Sorting, filter: ListFilter): (typeof LEADS)[number] | undefined {
  if (sort !== 'created' || isByDay(filter)) return undefined;
  return LEADS.find((name) => filter[name] && filter[name] !== 'undelivered');
}

export const isAlone = (lead: keyof ListFilter, filter: ListFilter): boolean =>
  Object.entries(filter).every(([name, value]) => name === lead || value === undefined);

interface Plan {
  broadSearch: boolean;
  hidden: (name: keyof ListFilter) => boolean;
  /** The index that goes with a condition that has none: left alone, an engine would read the whole table for it. */
  along?: string;
}

const countedAlong = ({ status, mail, kind, unitIds, from, before, present }: ListFilter): string => {
  if (status) return 'registration_status';
  if (mail) return 'registration_mail';
  if (unitIds) return 'registration_of_unit';
  if (kind) return 'registration_kind';
  if (from ?? before) return 'registration_day';
  return present ? 'registration_arrived' : 'registration_arrival';
};

/** Written as `BY_INDEX(name)` in these statements, since each engine has its own words for it. */
export const forEngine = ({ text, values }: Sql, engine: 'sqlite' | 'mysql'): Sql => ({
  text: text.replace(/BY_INDEX\((\w+)\)/g, engine === 'sqlite' ? 'INDEXED BY $1' : 'FORCE INDEX ($1)'),
  values,
});

function matching(
  eventId: string,
  filter: ListFilter,
  { broadSearch, hidden, along }: Plan,
): { from: Sql; where: Sql } {
  // A column within an expression is none that an index could serve.
  const column = (name: keyof ListFilter, of: string) => raw(hidden(name) ? `COALESCE(r.${of}, '')` : `r.${of}`);
  const where = [joined`r.event_id = ${eventId}`, ...(filter.more ?? [])];
  if (filter.status) where.push(joined`${column('status', 'status')} = ${filter.status}`);
  if (filter.kind) where.push(joined`${column('kind', 'kind')} = ${filter.kind}`);
  if (filter.unitIds) where.push(joined`${column('unitIds', 'unit_id')} IN (${list(filter.unitIds)})`);
  if (filter.mail === 'undelivered') where.push(joined`${column('mail', 'mail_standing')} IN ('failed', 'bounced')`);
  else if (filter.mail) where.push(joined`${column('mail', 'mail_standing')} = ${filter.mail}`);
  if (filter.present) {
    const missing = filter.present === 'no';
    const arrived = column('present', 'arrived_at');
    if (hidden('present')) where.push(joined`${arrived} ${raw(missing ? '=' : '<>')} ''`);
    else where.push(joined`${arrived} IS ${raw(missing ? 'NULL' : 'NOT NULL')}`);
  }
  if (filter.from) where.push(joined`${column('from', 'created_at')} >= ${filter.from}`);
  if (filter.before) where.push(joined`${column('before', 'created_at')} < ${filter.before}`);
  const from = raw(`registration r${along ? ` BY_INDEX(${along})` : ''}`);
  if (!filter.search) return { from: filter.more ? from : raw('registration r'), where: all(where) };
  if (broadSearch) return { from, where: all([...where, suits(filter.search)]) };
  return {
    from: joined`(${hits(eventId, filter.search, false)}) hit JOIN registration r ON r.id = hit.id`,
    where: all(where),
  };
}

/** The ids that a search finds, each by an index of its own. */
function hits(eventId: string, search: NonNullable<ListFilter['search']>, bounded: boolean): Sql {
  const { words, titled, email, nip, phone, code, unitIds } = search;
  const branches = byWords(eventId, words);
  if (titled) branches.push(...byWords(eventId, titled.words, behind(titled.front)));
  const inEvent = joined`SELECT r.id FROM registration r WHERE r.event_id = ${eventId} AND `;
  if (email) branches.push(joined`${inEvent}${startsWith('r.email', email)}`);
  if (nip) {
    const byNip = joined`SELECT r.id FROM registration r BY_INDEX(registration_nip) WHERE r.event_id = ${eventId}`;
    branches.push(joined`${byNip} AND ${startsWith('r.nip', nip)}`);
  }
  if (phone) branches.push(joined`${inEvent}${startsWith('r.phone', phone)}`);
  if (code) branches.push(joined`${inEvent}r.ticket_code = ${code}`);
  if (unitIds.length > 0) branches.push(joined`${inEvent}r.unit_id IN (${list(unitIds)})`);
  if (branches.length === 0) branches.push(joined`${inEvent}r.id = ''`);
  if (!bounded) return separated(branches, ' UNION ');
  const some = branches.map((branch, n) => joined`SELECT * FROM (${branch} LIMIT ${COUNTED}) ${raw(`branch${n}`)}`);
  return separated(some, ' UNION ');
}

function byWords(eventId: string, words: string[], ...conditions: Sql[]): Sql[] {
  const [longest, ...others] = [...words].sort((a, b) => b.length - a.length);
  if (!longest) return [];
  const found = joined`SELECT w.registration_id AS id FROM registration_word w`;
  const begins = joined`w.event_id = ${eventId} AND ${startsWith('w.word', longest)}`;
  const more = [...others.map(named), ...conditions];
  if (more.length === 0) return [joined`${found} WHERE ${begins}`];
  return [joined`${found} JOIN registration r ON r.id = w.registration_id WHERE ${begins} AND ${all(more)}`];
}

/** The same as a condition on the row, for a search that finds so many that the list walks along its order. */
function suits({ words, titled, email, nip, phone, code, unitIds }: NonNullable<ListFilter['search']>): Sql {
  const ways: Sql[] = [];
  const domain = words[0]?.startsWith('@') ? words[0] : undefined;
  if (domain) ways.push(joined`r.email LIKE ${`%${escaped(domain)}%`} ESCAPE '!'`);
  else if (words.length > 0) ways.push(joined`(${all(words.map(named))})`);
  if (titled) ways.push(joined`(${all([...titled.words.map(named), behind(titled.front)])})`);
  if (email) ways.push(joined`r.email LIKE ${`${escaped(email)}%`} ESCAPE '!'`);
  if (nip) ways.push(joined`r.nip LIKE ${`${nip}%`}`);
  if (phone) ways.push(joined`r.phone LIKE ${`${phone}%`}`);
  if (code) ways.push(joined`r.ticket_code = ${code}`);
  if (unitIds.length > 0) ways.push(joined`COALESCE(r.unit_id, '') IN (${list(unitIds)})`);
  return ways.length === 0 ? raw('1 = 0') : joined`(${separated(ways, ' OR ')})`;
}

/** A word of the name, or of a unit typed by hand, begins so. */
function named(word: string): Sql {
  const start = escaped(word);
  const at = (column: string) =>
    joined`${raw(column)} LIKE ${`${start}%`} ESCAPE '!' OR ${raw(column)} LIKE ${`% ${start}%`} ESCAPE '!' OR ${raw(column)} LIKE ${`%-${start}%`} ESCAPE '!'`;
  return joined`(${at('r.name_key')} OR (r.unit_id IS NULL AND (${at('r.unit_text')})))`;
}

/** The name stands behind these titles. */
const behind = (front: string): Sql => joined`LOWER(r.front_title) LIKE ${`%${front}%`}`;

/** The range of the texts that begin so: unlike LIKE it takes the index on either engine. */
const startsWith = (column: string, text: string): Sql =>
  joined`${raw(column)} >= ${text} AND ${raw(column)} < ${`${text}\uffff`}`;

/** Rows after the key. `a <= x AND (a < x OR b < y)` and not `a < x OR …`, of which SQLite makes no range. */
function beyond([key, ...rest]: readonly KeyPart[], [value, ...values]: Key): Sql {
  if (!key || value === undefined) throw new Error('A key has as many parts as its sorting');
  const column = raw(`r.${key.column}`);
  const sign = key.descending ? '<' : '>';
  if (rest.length === 0) return joined`${column} ${raw(sign)} ${value}`;
  return joined`${column} ${raw(sign)}= ${value} AND (${column} ${raw(sign)} ${value} OR (${beyond(rest, values)}))`;
}

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&');

const raw = (text: string): Sql => ({ text, values: [] });

/** Never empty, and an empty text would be every unit that is missing. */
const list = (values: string[]): Sql => {
  const some = ['none', ...values];
  return { text: some.map(() => '?').join(', '), values: some };
};

const all = (conditions: Sql[]): Sql => separated(conditions, ' AND ');

const separated = (parts: Sql[], by: string): Sql => ({
  text: parts.map(({ text }) => text).join(by),
  values: parts.flatMap(({ values }) => values),
});

/** Values become placeholders, parts of SQL stay what they are. */
export function joined(texts: TemplateStringsArray, ...parts: (Sql | string | number)[]): Sql {
  const pieces = parts.map((part) => (typeof part === 'object' ? part : { text: '?', values: [part] }));
  return {
    text: texts.reduce((sum, text, index) => sum + (pieces[index - 1]?.text ?? '') + text),
    values: pieces.flatMap(({ values }) => values),
  };
}
