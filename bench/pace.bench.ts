import { parseArgs } from 'node:util';
import { v7 as uuid } from 'uuid';
import { type Arena, onEachEngine } from './arena.js';
import { openBare } from './bare.js';
import { CONNECTIONS, enterOne, type Halls, openHalls, type Ticket, today } from './halls.js';
import { median } from './harness.js';
import { atTimes, quantile, request, sendAt } from './socket-client.js';

/**
 * 200 scans a second, each at its time whether those before it were answered or not: a dozen gates in the rush of eight
 * o'clock. The bare program has the same people at the same times. `value` is the p99 from that time to the answer,
 * `ratio` that of the bare program divided by it, so larger is better.
 *
 * npm run bench -- pace [--engine=…] [--rounds=3]
 */
const { values } = parseArgs({ options: { engine: { type: 'string' }, rounds: { type: 'string', default: '3' } } });
const ROUNDS = Number(values.rounds);
const PER_SECOND = 200;
const SECONDS = 10;
const SCANS = PER_SECOND * SECONDS;
const TIMES = Array.from({ length: SCANS }, (_, n) => (1000 * n) / PER_SECOND);
const BARE_CONNECTIONS = { mariadb: 8, sqlite: 1 };

await onEachEngine(values.engine, measure);

async function measure(arena: Arena): Promise<void> {
  const { engine } = arena;
  const halls = await arena.populate((app) => openHalls(app, (ROUNDS + 1) * SCANS));
  const bare = await Promise.all(Array.from({ length: BARE_CONNECTIONS[engine] }, () => openBare(arena.bare)));
  const results: { product: number[]; baseline: number[] }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const product = await scanAll(arena, halls.product, round);
    const come = of(halls.bare, round);
    const baseline = await atTimes(TIMES, bare, (db, n) => enterOne(db, come[n]!, today()));
    // The first one warms up both sides.
    if (round > 0) results.push({ product, baseline });
  }
  await Promise.all(bare.map((db) => db.close()));
  const middle = (read: (result: (typeof results)[number]) => number): number => median(results.map(read));
  const inTenths = (ms: number): number => Number(ms.toFixed(1));
  console.log(
    JSON.stringify({
      bench: 'pace',
      engine,
      scans_per_second: PER_SECOND,
      value: inTenths(middle(({ product }) => quantile(product, 0.99))),
      unit: 'ms p99',
      baseline: inTenths(middle(({ baseline }) => quantile(baseline, 0.99))),
      ratio: Number(middle(({ product, baseline }) => quantile(baseline, 0.99) / quantile(product, 0.99)).toFixed(2)),
      p50_ms: inTenths(middle(({ product }) => quantile(product, 0.5))),
    }),
  );
}

function of({ tickets }: Halls, round: number): Ticket[] {
  return tickets.slice(round * SCANS, (round + 1) * SCANS);
}

function scanAll(arena: Arena, halls: Halls, round: number): Promise<number[]> {
  const scans = of(halls, round).map(({ eventId, qr }) => {
    const scan = { id: uuid(), input: qr, method: 'camera', scannedAt: new Date().toISOString() };
    return request('POST', `/api/events/${eventId}/scans`, halls.office.headers, scan);
  });
  return sendAt(arena.product.port, TIMES, scans, CONNECTIONS);
}
