import { parseArgs } from 'node:util';
import { type Arena, type BenchEngine, openArena } from './arena.js';
import type { Load } from './socket-client.js';

/** One comparison: the product over HTTP against a bare program that does the same SQL in the same transactions. */
export interface Contest {
  /** Requests of one round. */
  product(round: number): Promise<Load>;
  /** The same work without HTTP. @returns how many a second */
  bare(round: number, concurrency: number): Promise<number>;
  close?(): Promise<void>;
}

/** More connections do not help the bare program: it waits for one row's lock. SQLite has one writer. */
const BARE_CONCURRENCY = { mariadb: [1, 8, 32], sqlite: [1] };
const WARM_UP = -1;

/**
 * Runs product and bare program by turns in the same minute, since the machine's speed swings by itself, and prints one
 * JSON line an engine. `ratio` is the median of the rounds' ratios; the bare program counts with its best concurrency.
 */
export async function bench(name: string, prepare: (arena: Arena) => Promise<Contest>): Promise<void> {
  const { values } = parseArgs({ options: { engine: { type: 'string' }, rounds: { type: 'string', default: '5' } } });
  const engines = (['mariadb', 'sqlite'] as const).filter((engine) => !values.engine || values.engine === engine);
  for (const engine of engines) {
    const arena = await openArena(engine);
    try {
      const contest = await prepare(arena);
      await print(name, engine, contest, Number(values.rounds));
      await contest.close?.();
    } finally {
      await arena.close();
    }
  }
}

async function print(name: string, engine: BenchEngine, contest: Contest, rounds: number): Promise<void> {
  await contest.product(WARM_UP);
  await contest.bare(WARM_UP, 1);
  const results: { load: Load; baseline: number; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const load = await contest.product(round);
    let baseline = 0;
    for (const concurrency of BARE_CONCURRENCY[engine]) {
      baseline = Math.max(baseline, await contest.bare(round, concurrency));
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

/** Does every item of work, `concurrency` at a time. @returns how many a second */
export async function rate(count: number, concurrency: number, work: (at: number) => Promise<void>): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let at = next++; at < count; at = next++) await work(at);
    }),
  );
  return count / ((performance.now() - started) / 1000);
}
