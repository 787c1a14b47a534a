import { parseArgs } from 'node:util';
import { type Arena, type BenchEngine, onEachEngine, type Side } from './arena.js';
import type { Load } from './socket-client.js';

/** One comparison: the product over HTTP against a bare program that does the same SQL in the same transactions. */
export interface Contest {
  product(requests: number, connections: number): Promise<Load>;
  /** The same work without HTTP. @returns how many a second */
  bare(requests: number, concurrency: number): Promise<number>;
  /** Called at the end: throws unless everything that was acknowledged is there. */
  check?(): Promise<void>;
}

/** How many requests each side will be asked for in all. */
export type Totals = Record<Side, number>;

/** More connections do not help the bare program: it waits for one row's lock. SQLite has one writer. */
const BARE_CONCURRENCY = { mariadb: [1, 8, 32], sqlite: [1] };
const WARM_UP: Totals = { product: 3000, bare: 300 };
const ROUND: Totals = { product: 1500, bare: 500 };

/**
 * Runs product and bare program by turns in the same minute, since the machine's speed swings by itself, and prints one
 * JSON line for an engine and a number of connections. `ratio` is the median of the rounds' ratios; the bare program
 * counts with its best concurrency.
 */
export async function bench(
  name: string,
  connections: number[],
  prepare: (arena: Arena, totals: Totals) => Promise<Contest>,
): Promise<void> {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  await onEachEngine(values.engine, async (arena) => {
    const totals = {
      product: WARM_UP.product + rounds * ROUND.product * connections.length,
      bare: WARM_UP.bare + rounds * ROUND.bare * BARE_CONCURRENCY[arena.engine].length,
    };
    await run(name, arena.engine, await prepare(arena, totals), { connections, rounds });
  });
}

interface Plan {
  connections: number[];
  rounds: number;
}

async function run(name: string, engine: BenchEngine, contest: Contest, { connections, rounds }: Plan): Promise<void> {
  await contest.product(WARM_UP.product, Math.max(...connections));
  await contest.bare(WARM_UP.bare, 1);
  const results = new Map(connections.map((count) => [count, [] as Result[]]));
  for (let round = 0; round < rounds; round++) {
    const loads = new Map<number, Load>();
    for (const count of connections) loads.set(count, await contest.product(ROUND.product, count));
    let baseline = 0;
    for (const concurrency of BARE_CONCURRENCY[engine]) {
      baseline = Math.max(baseline, await contest.bare(ROUND.bare, concurrency));
    }
    for (const [count, load] of loads) {
      results.get(count)?.push({ load, baseline, ratio: load.perSecond / baseline });
    }
  }
  await contest.check?.();
  for (const [count, ofCount] of results) print({ bench: name, engine, connections: count }, ofCount);
}

interface Result {
  load: Load;
  baseline: number;
  ratio: number;
}

function print(what: object, results: Result[]): void {
  const middle = (read: (result: Result) => number) => median(results.map(read));
  console.log(
    JSON.stringify({
      ...what,
      value: Math.round(middle(({ load }) => load.perSecond)),
      unit: 'req/s',
      baseline: Math.round(middle(({ baseline }) => baseline)),
      ratio: Number(middle(({ ratio }) => ratio).toFixed(2)),
      p50_ms: Number(middle(({ load }) => load.p50).toFixed(1)),
      p99_ms: Number(middle(({ load }) => load.p99).toFixed(1)),
    }),
  );
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/**
 * Does every item of work once, on connections that each do one at a time.
 * @returns how many a second
 */
export async function rate<C>(
  count: number,
  connections: C[],
  work: (connection: C) => Promise<void>,
): Promise<number> {
  let begun = 0;
  const started = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (begun++ < count) await work(connection);
    }),
  );
  return count / ((performance.now() - started) / 1000);
}
