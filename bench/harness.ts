import { parseArgs } from 'node:util';
import { type Arena, type BenchEngine, openArena, type Side } from './arena.js';
import type { Load } from './socket-client.js';

/** One comparison: the product over HTTP against a bare program that does the same SQL in the same transactions. */
export interface Contest {
  product(requests: number): Promise<Load>;
  /** The same work without HTTP. @returns how many a second */
  bare(requests: number, concurrency: number): Promise<number>;
}

/** How many requests each side will be asked for in all. */
export type Totals = Record<Side, number>;

/** More connections do not help the bare program: it waits for one row's lock. SQLite has one writer. */
const BARE_CONCURRENCY = { mariadb: [1, 8, 32], sqlite: [1] };
const WARM_UP: Totals = { product: 3000, bare: 300 };
const ROUND: Totals = { product: 1500, bare: 500 };

/**
 * Runs product and bare program by turns in the same minute, since the machine's speed swings by itself, and prints one
 * JSON line an engine. `ratio` is the median of the rounds' ratios; the bare program counts with its best concurrency.
 */
export async function bench(name: string, prepare: (arena: Arena, totals: Totals) => Promise<Contest>): Promise<void> {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  for (const engine of ['mariadb', 'sqlite'] as const) {
    if (values.engine && values.engine !== engine) continue;
    const totals = {
      product: WARM_UP.product + rounds * ROUND.product,
      bare: WARM_UP.bare + rounds * ROUND.bare * BARE_CONCURRENCY[engine].length,
    };
    const arena = await openArena(engine);
    try {
      await print(name, engine, await prepare(arena, totals), rounds);
    } finally {
      await arena.close();
    }
  }
}

async function print(name: string, engine: BenchEngine, contest: Contest, rounds: number): Promise<void> {
  await contest.product(WARM_UP.product);
  await contest.bare(WARM_UP.bare, 1);
  const results: { load: Load; baseline: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const load = await contest.product(ROUND.product);
    let baseline = 0;
    for (const concurrency of BARE_CONCURRENCY[engine]) {
      baseline = Math.max(baseline, await contest.bare(ROUND.bare, concurrency));
    }
    results.push({ load, baseline, ratio: load.perSecond / baseline });
  }
  const middle = (read: (result: (typeof results)[number]) => number) => median(results.map(read));
  console.log(
    JSON.stringify({
      bench: name,
      engine,
      value: Math.round(middle(({ load }) => load.perSecond)),
      unit: 'req/s',
      baseline: Math.round(middle(({ baseline }) => baseline)),
      ratio: Number(middle(({ ratio }) => ratio).toFixed(2)),
      p50_ms: Number(middle(({ load }) => load.p50).toFixed(1)),
      p99_ms: Number(middle(({ load }) => load.p99).toFixed(1)),
    }),
  );
}

function median(values: number[]): number {
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
