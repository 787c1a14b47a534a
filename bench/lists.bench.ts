import { parseArgs } from 'node:util';
import {
  COUNTED,
  countSql,
  forEngine,
  hitsSql,
  BROAD,
  fewCountsSql,
  type ListFilter,
  pageSql,
  poolFiguresSql,
  type Sorting,
  type Sql,
} from '../src/registration/list/list-sql.js';
import { LONGEST_LINE } from '../src/registration/list/registration-list.service.js';
import { readSearch } from '../src/registration/list/search-words.js';
import { crowdUnit } from '../test/factories/crowd.js';
import { type Arena, type BenchEngine, onEachEngine } from './arena.js';
import type { BareConnection } from './bare.js';
import { crowded } from './crowded.js';
import type { BenchEvent } from '../test/support/office.js';
import { request, send } from './socket-client.js';

/**
 * The organiser's list of one event, over HTTP, against the bare driver that runs the statements which answer it and
 * nothing else: the figures of the event, the count, the rows of a page, and what these show of other tables. One JSON
 * line a case; `ratio` is the product's
 * median divided by that of the bare program, so smaller is better.
 *
 * npm run bench -- lists [--rows=5000,500000] [--engine=…] [--rounds=5]
 */
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    rows: { type: 'string', default: '5000,500000' },
  },
});
const ROUNDS = Number(values.rounds);
/** Rows of a page, as the console asks for them. */
const PAGE = 25;
const WARM_UP = 200;
/** Requests of a round, one after the other over one connection, as the pages ask the API. */
const REPEATS = 20;

interface Case {
  query: string;
  filter: ListFilter;
  sort: Sorting;
}

const search = (q: string, unitIds: string[] = []): ListFilter => ({ search: { ...readSearch(q), unitIds } });
const one = (name: string, query: string, filter: ListFilter, sort: Sorting = 'created'): [string, Case] => [
  name,
  { query: `${query}${sort === 'created' ? '' : `&sort=${sort}`}`, filter, sort },
];

const cases = new Map([
  one('newest', '', {}),
  one('by name', '', {}, 'name'),
  one('by unit', '', {}, 'unit'),
  one('by status', '', {}, 'status'),
  one('by arrival', '', {}, 'arrived'),
  one('status', 'status=confirmed', { status: 'confirmed' }),
  one('status by name', 'status=confirmed', { status: 'confirmed' }, 'name'),
  one('rare status by name', 'status=declined', { status: 'declined' }, 'name'),
  one('kind', 'kind=guest', { kind: 'guest' }),
  one('unit', `unitId=${crowdUnit(3)}`, { unitIds: [crowdUnit(3)] }),
  one('way of registering', 'source=form', { more: [{ text: 'r.source = ?', values: ['form'] }] }),
  one('failed mails', 'mail=undelivered', { mail: 'undelivered' }),
  one('who is missing by name', 'present=no', { present: 'no' }, 'name'),
  one('status, kind and mail', 'status=confirmed&kind=guest&mail=failed', {
    status: 'confirmed',
    kind: 'guest',
    mail: 'failed',
  }),
  one('a name', 'q=rumengan', search('rumengan')),
  one('two names by name', 'q=hengky%20rum', search('hengky rum'), 'name'),
  one('a letter', 'q=a', search('a')),
  one('a NIP', 'q=1970010120', search('1970010120')),
  one('a phone number', 'q=0812100001', search('0812100001')),
  one('an email', 'q=peserta123', search('peserta123')),
]);

for (const rows of values.rows.split(',').map(Number)) {
  await onEachEngine(values.engine, (arena) => measure(arena, rows));
}

async function measure(arena: Arena, rows: number): Promise<void> {
  const { engine } = arena;
  const { office, event, db } = await crowded(arena, rows);
  const plain = request('GET', `/api/events/${event.id}/registrations?limit=${PAGE}`, office.headers);
  await send(
    arena.product.port,
    Array.from({ length: rows > 50_000 ? 5 : WARM_UP }, () => plain),
    1,
  );
  for (const [name, { query, filter, sort }] of cases) {
    const path = `/api/events/${event.id}/registrations?limit=${PAGE}&${query}`;
    const times = { product: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const load = await send(
        arena.product.port,
        Array.from({ length: REPEATS }, () => request('GET', path, office.headers)),
        1,
      );
      if (load.statuses[200] !== REPEATS) throw new Error(`${path}: ${JSON.stringify(load.statuses)}`);
      const bare: number[] = [];
      for (let n = 0; n < REPEATS; n++) {
        const since = performance.now();
        await bareList(db, engine, event, filter, sort);
        bare.push(performance.now() - since);
      }
      // The first of each is to warm up.
      if (round > 0) {
        times.product.push(load.p50);
        times.bare.push(median(bare));
      }
    }
    const [product, bare] = [median(times.product), median(times.bare)];
    console.log(
      JSON.stringify({
        bench: 'lists',
        engine,
        rows,
        case: name,
        value: Number(product.toFixed(2)),
        unit: 'ms',
        baseline: Number(bare.toFixed(2)),
        ratio: Number((product / bare).toFixed(2)),
      }),
    );
  }
  await db.close();
}

async function bareList(
  db: BareConnection,
  engine: BenchEngine,
  { id }: BenchEvent,
  filter: ListFilter,
  sort: Sorting,
): Promise<void> {
  const ask = async (sql: Sql) => {
    const { text, values: given } = forEngine(sql, engine === 'sqlite' ? 'sqlite' : 'mysql');
    return db.all(text, given);
  };
  const counted = async (sql: Sql) => Number((await ask(sql))[0]?.count);
  await ask(fewCountsSql(id));
  const [pools] = await ask(poolFiguresSql(id));
  await counted(countSql(id, { mail: 'undelivered' }, false));
  const hits = filter.search ? await counted(hitsSql(id, filter.search)) : 0;
  const broadSearch = hits >= BROAD;
  const alone = filter.search !== undefined && Object.keys(filter).length === 1;
  const matched = alone ? hits : await counted(countSql(id, filter, broadSearch));
  const page = { columns: ['*'], sort, after: null, limit: PAGE + 1, broad: matched >= BROAD, broadSearch };
  const rows = sort === 'arrived' ? await byArrival() : await ask(pageSql(id, filter, page));
  await shownBeside(db, id, rows.slice(0, PAGE), Number(pools?.waiting) <= LONGEST_LINE);

  async function byArrival(): Promise<Record<string, unknown>[]> {
    const came: ListFilter = { ...filter, present: 'yes' };
    const broad = (await counted(countSql(id, came, broadSearch))) >= BROAD;
    const some = await ask(pageSql(id, came, { ...page, broad }));
    if (some.length > PAGE || matched >= COUNTED) return some;
    return [...some, ...(await ask(pageSql(id, { ...filter, present: 'no' }, page)))];
  }
}

/** What a row shows of other tables: its certificate, its letter of assignment, its place in the waiting list. */
async function shownBeside(
  db: BareConnection,
  eventId: string,
  rows: Record<string, unknown>[],
  withPlaces: boolean,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => String(row.id));
  const those = ids.map(() => '?').join(', ');
  await db.all(`SELECT registration_id, number, state FROM certificate WHERE registration_id IN (${those})`, ids);
  await db.all(`SELECT registration_id FROM letter WHERE registration_id IN (${those})`, ids);
  const waiting = rows.filter(({ status }) => withPlaces && status === 'waiting');
  const line = "FROM registration WHERE event_id = ? AND status = 'waiting'";
  if (waiting.length > 4) {
    const numbered = `SELECT id, ROW_NUMBER() OVER (ORDER BY priority DESC, arrival_no) AS place ${line}`;
    const shown = waiting.map(({ id }) => String(id));
    const some = shown.map(() => '?').join(', ');
    await db.all(`SELECT id, place FROM (${numbered}) line WHERE id IN (${some})`, [eventId, ...shown]);
    return;
  }
  for (const { priority, arrival_no: arrival } of waiting) {
    const before = `SELECT COUNT(*) AS count ${line} AND arrival_no < ? AND priority = ?`;
    await db.all(before, [eventId, Number(arrival), Number(priority)]);
    await db.all(`SELECT COUNT(*) AS count ${line} AND priority > ?`, [eventId, Number(priority)]);
  }
}

function median(some: number[]): number {
  return [...some].sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? NaN;
}
