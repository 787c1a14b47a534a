import { parseArgs } from 'node:util';
import { type BenchEvent, Office } from '../test/support/office.js';
import { type Arena, onEachEngine, type Side } from './arena.js';
import { openBare } from './bare.js';
import { personOf, registerOne } from './bare-registration.js';
import { arrive, atTimes, quantile, request, type Told } from './socket-client.js';

/**
 * 10,000 people for 1,000 seats within one minute: half of them in the first five seconds, each on a connection of his
 * own and without waiting for the others. The bare program has the same people at the same times and takes them one by
 * one. `ratio` is its p99 from arrival to answer divided by that of the product, so larger is better.
 *
 * npm run bench -- surge [--people=10000] [--engine=…] [--rounds=1]: a line a round
 */
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    people: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '1' },
  },
});
const PEOPLE = Number(values.people);
const SEATS = PEOPLE / 10;
const RUSH_MS = 5_000;
const MINUTE_MS = 60_000;
const WARM_UP = 500;
/** More help nobody: they wait for one row's lock. SQLite has one writer. */
const BARE_CONNECTIONS = { mariadb: 8, sqlite: 1 };

await onEachEngine(values.engine, async (arena) => {
  const events = await arena.populate(async (app) => {
    const office = await Office.open(app);
    const hot: BenchEvent[] = [];
    for (let round = 0; round < Number(values.rounds); round++) hot.push(await office.event(SEATS));
    return { warm: await office.event(WARM_UP), hot };
  });
  await comeTo(arena, events.product.warm, evenly(WARM_UP, 2_000));
  for (const [round, event] of events.product.hot.entries()) {
    await surge(arena, { product: event, bare: events.bare.hot[round] as BenchEvent });
  }
});

async function surge(arena: Arena, event: Record<Side, BenchEvent>): Promise<void> {
  const { engine } = arena;
  const half = Math.floor(PEOPLE / 2);
  const times = [...evenly(half, RUSH_MS), ...evenly(PEOPLE - half, MINUTE_MS - RUSH_MS).map((at) => RUSH_MS + at)];
  const told = await comeTo(arena, event.product, times);
  await check(arena, event.product, told);
  const bare = await bareSurge(arena, event.bare, times);
  const waited = told.map(({ asked, answered }) => answered - asked).sort((a, b) => a - b);
  const p99 = quantile(waited, 0.99);
  console.log(
    JSON.stringify({
      bench: 'surge',
      engine,
      people: PEOPLE,
      seats: SEATS,
      value: Math.round(p99),
      unit: 'ms p99',
      baseline: Math.round(quantile(bare, 0.99)),
      ratio: Number((quantile(bare, 0.99) / p99).toFixed(2)),
      p50_ms: Math.round(quantile(waited, 0.5)),
      slowest_ms: Math.round(waited.at(-1) ?? 0),
      oversold: 0,
      lost: 0,
    }),
  );
}

function evenly(count: number, ms: number): number[] {
  return Array.from({ length: count }, (_, n) => (n / count) * ms);
}

function comeTo(arena: Arena, { slug }: BenchEvent, times: number[]): Promise<Told[]> {
  const path = `/api/public/events/${slug}/registrations`;
  return arrive(
    arena.product.port,
    times.map((at, n) => ({ at, bytes: request('POST', path, {}, personOf(n)) })),
  );
}

/** Everybody was told what is stored, no seat is sold twice, and whoever came after another's answer stands after him. */
async function check(arena: Arena, event: BenchEvent, told: Told[]): Promise<void> {
  const refused = told.filter(({ status }) => status !== 201);
  if (refused.length > 0) throw new Error(`${refused.length} were refused: ${JSON.stringify(refused[0])}`);
  const db = await openBare(arena.stored);
  const rows = await db.all(
    'SELECT ticket_code, status, arrival_no FROM registration WHERE event_id = ? ORDER BY arrival_no',
    [event.id],
  );
  await db.close();
  const byCode = new Map(told.map((one) => [one.body.ticketCode, one]));
  let latest = 0;
  rows.forEach(({ ticket_code, status, arrival_no }, index) => {
    const one = byCode.get(ticket_code);
    const expected = index < SEATS ? 'confirmed' : 'waiting';
    if (!one || one.body.status !== status || status !== expected || Number(arrival_no) !== index + 1) {
      throw new Error(`Arrival ${index + 1} is ${JSON.stringify(one)}, stored as ${String(status)}.`);
    }
    if (one.answered < latest) throw new Error(`Arrival ${index + 1} stands behind one who came after his answer.`);
    latest = Math.max(latest, one.asked);
  });
  if (rows.length !== told.length) throw new Error(`${told.length} were told, ${rows.length} are stored.`);
}

/** @returns how long each waited from his time to his COMMIT, in ascending order */
async function bareSurge(arena: Arena, event: BenchEvent, times: number[]): Promise<number[]> {
  const open = await Promise.all(Array.from({ length: BARE_CONNECTIONS[arena.engine] }, () => openBare(arena.bare)));
  const waited = await atTimes(times, open, (db, n) => registerOne(db, event, n));
  await Promise.all(open.map((db) => db.close()));
  return waited;
}
