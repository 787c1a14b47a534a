import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  BROAD,
  countSql,
  fewCountsSql,
  forEngine,
  hitsSql,
  isAlone,
  type Key,
  keyOf,
  type ListFilter,
  pageSql,
  poolFiguresSql,
  type Sorting,
  type Sql,
} from './list-sql.js';
import { Registration } from '../registration.entity.js';
import { holdsSeat, type RegistrationStatus } from '../registration-status.js';

/** What the list and its export show of a row, and what rows are ordered by. */
const SHOWN = [
  'id',
  'ticketCode',
  'kind',
  'nip',
  'nrp',
  'frontTitle',
  'name',
  'backTitle',
  'nameKey',
  'unitText',
  'position',
  'rank',
  'phone',
  'email',
  'status',
  'arrivalNo',
  'warnings',
  'source',
  'createdAt',
  'mailStanding',
  'arrivedAt',
] as const satisfies (keyof Registration)[];

export type ListRow = Pick<Registration, (typeof SHOWN)[number]>;

/** How a filter is best read; found out once for all pages of an export. */
export interface Reading {
  filter: ListFilter;
  sort: Sorting;
  /** Up to `COUNTED`. */
  matched: number;
  broadSearch: boolean;
}

@Injectable()
export class RegistrationListRepository {
  async reading(m: EntityManager, eventId: string, filter: ListFilter, sort: Sorting): Promise<Reading> {
    const hits = filter.search ? await count(m, hitsSql(eventId, filter.search)) : 0;
    const broadSearch = hits >= BROAD;
    const matched =
      filter.search && isAlone('search', filter) ? hits : await this.matched(m, eventId, filter, broadSearch);
    return { filter, sort, broadSearch, matched };
  }

  /** The rows after a key. */
  async page(
    m: EntityManager,
    eventId: string,
    reading: Reading,
    after: Key | null,
    limit: number,
  ): Promise<ListRow[]> {
    if (reading.sort !== 'arrived') return this.range(m, eventId, reading, after, limit);
    // Who never came has no time to be sorted by, and stands after all who did: each of the two is a range of its own.
    const { filter } = reading;
    const came = filter.present === 'no' || after?.[0] === '' ? null : await this.region(m, eventId, reading, 'yes');
    const rows = came ? await this.range(m, eventId, came, after, limit) : [];
    if (rows.length === limit || filter.present === 'yes') return rows;
    const missing = await this.region(m, eventId, reading, 'no');
    const from = after?.[0] === '' ? after : null;
    return [...rows, ...(await this.range(m, eventId, missing, from, limit - rows.length))];
  }

  private async region(m: EntityManager, eventId: string, reading: Reading, present: 'yes' | 'no'): Promise<Reading> {
    const filter = { ...reading.filter, present };
    return { ...reading, filter, matched: await this.matched(m, eventId, filter, reading.broadSearch) };
  }

  private matched(m: EntityManager, eventId: string, filter: ListFilter, broadSearch: boolean): Promise<number> {
    return count(m, countSql(eventId, filter, broadSearch));
  }

  private async range(
    m: EntityManager,
    eventId: string,
    { filter, sort, matched, broadSearch }: Reading,
    after: Key | null,
    limit: number,
  ): Promise<ListRow[]> {
    const request = { sort, limit, after, broadSearch, broad: matched >= BROAD, columns: columnsOf(m) };
    return rowsOf(m, (await run(m, pageSql(eventId, filter, request))) as Record<string, unknown>[]);
  }

  /** Of the whole event: rows in each state, and those whose last mail did not arrive. */
  async counts(m: EntityManager, eventId: string): Promise<{ counts: Record<string, number>; undelivered: number }> {
    const few = (await run(m, fewCountsSql(eventId))) as { status: RegistrationStatus; count: string | number }[];
    const [pools] = (await run(m, poolFiguresSql(eventId))) as Record<'taken' | 'waiting', string | number>[];
    const counted = few.map(({ status, count: n }) => ({ status, n: Number(n) }));
    const seated = counted.filter(({ status }) => holdsSeat(status)).reduce((sum, { n }) => sum + n, 0);
    const counts = {
      ...Object.fromEntries(counted.map(({ status, n }) => [status, n])),
      confirmed: Number(pools?.taken) - seated,
      waiting: Number(pools?.waiting),
    };
    return { counts, undelivered: await count(m, countSql(eventId, { mail: 'undelivered' }, false)) };
  }
}

/** Where the page after this row begins. */
export function keyAfter(m: EntityManager, { sort, filter }: Reading, row: ListRow): Key {
  const { columns } = m.connection.getMetadata(Registration);
  return keyOf(sort, filter).map((part) => {
    const value: unknown = columns.find(({ databaseName }) => databaseName === part.column)?.getEntityValue(row);
    if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ');
    return (value ?? '') as string | number;
  });
}

function run(m: EntityManager, sql: Sql): Promise<unknown> {
  const { text, values } = forEngine(sql, m.connection.options.type === 'better-sqlite3' ? 'sqlite' : 'mysql');
  return m.query(text, values);
}

async function count(m: EntityManager, sql: Sql): Promise<number> {
  const [row] = (await run(m, sql)) as { count: string | number }[];
  return Number(row?.count);
}

const shown = (m: EntityManager) =>
  m.connection
    .getMetadata(Registration)
    .columns.filter(({ propertyName }) => SHOWN.some((name) => name === propertyName));

const columnsOf = (m: EntityManager): string[] =>
  shown(m).map(({ databaseName }) => m.connection.driver.escape(databaseName));

/** From what the driver gives to what the entity says; an entity of each row costs more than reading it. */
function rowsOf(m: EntityManager, raw: Record<string, unknown>[]): ListRow[] {
  const { driver } = m.connection;
  const columns = shown(m);
  return raw.map(
    (values) =>
      Object.fromEntries(
        columns.map((column) => [
          column.propertyName,
          driver.prepareHydratedValue(values[column.databaseName], column),
        ]),
      ) as unknown as ListRow,
  );
}
