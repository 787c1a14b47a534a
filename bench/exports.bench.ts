import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { SpawnedApp } from '../test/support/spawned-app.mjs';
import { type Arena, onEachEngine } from './arena.js';
import type { BareConnection } from './bare.js';
import { crowded } from './crowded.js';

/**
 * The organiser's list as a file of all its rows, against a bare program that reads the same table in the same steps and
 * joins its columns by commas. `memory` is what the process grew by while the file was taken, in MB: it must not grow
 * with the list.
 *
 * npm run bench -- exports [--rows=5000,500000] [--engine=…]
 */
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    rounds: { type: 'string' },
    rows: { type: 'string', default: '5000,500000' },
  },
});
const ROWS_PER_READ = 1_000;
const MB = 1024 * 1024;

for (const rows of values.rows.split(',').map(Number)) {
  await onEachEngine(values.engine, (arena) => measure(arena, rows));
}

async function measure(arena: Arena, rows: number): Promise<void> {
  const { engine } = arena;
  const { office, event, db } = await crowded(arena, rows);
  for (const format of ['csv', 'xlsx']) {
    const url = `${arena.product.origin}/api/events/${event.id}/registrations.${format}`;
    await take(`${url}?status=declined`, office.headers);
    const before = await peakMemory(arena.product);
    const since = performance.now();
    const bytes = await take(url, office.headers);
    const product = performance.now() - since;
    const memory = (await peakMemory(arena.product, false)) - before;
    const bare = await bareFile(db, event.id, rows);
    console.log(
      JSON.stringify({
        bench: 'exports',
        engine,
        rows,
        format,
        value: Math.round(product),
        unit: 'ms',
        baseline: Math.round(bare),
        ratio: Number((product / bare).toFixed(2)),
        size: Number((bytes / MB).toFixed(1)),
        memory: Math.round(memory / MB),
      }),
    );
  }
  await db.close();
}

async function take(url: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(url, { headers });
  if (!answer.ok || !answer.body) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  let bytes = 0;
  for await (const chunk of answer.body as ReadableStream<Uint8Array>) bytes += chunk.length;
  return bytes;
}

/** Of the process, in bytes; from now on when it is begun anew. */
async function peakMemory({ pid }: SpawnedApp, anew = true): Promise<number> {
  // Linux: 5 makes the peak what is used at this moment (proc(5), clear_refs).
  if (anew) await writeFile(`/proc/${pid}/clear_refs`, '5');
  const [, peak] = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(peak) * 1024;
}

async function bareFile(db: BareConnection, eventId: string, expected: number): Promise<number> {
  const since = performance.now();
  let bytes = 0;
  let rows = 0;
  for (let after = Number.MAX_SAFE_INTEGER; ;) {
    const page = await db.all(
      `SELECT * FROM registration WHERE event_id = ? AND arrival_no < ? ORDER BY arrival_no DESC LIMIT ${ROWS_PER_READ}`,
      [eventId, after],
    );
    for (const row of page) bytes += Buffer.byteLength(Object.values(row).join(','));
    rows += page.length;
    if (page.length < ROWS_PER_READ) break;
    after = Number(page.at(-1)?.arrival_no);
  }
  if (rows !== expected || bytes === 0) throw new Error(`${rows} rows of ${expected}`);
  return performance.now() - since;
}
