import { parseArgs } from 'node:util';
import { v7 as uuid } from 'uuid';
import { type Arena, onEachEngine } from './arena.js';
import { openBare } from './bare.js';
import { median } from './harness.js';
import { enterOne, type Halls, openHalls, today } from './halls.js';

/**
 * What a phone kept while it had no network, 500 scans in one call, against the bare program that stores each in a
 * transaction of its own. `value` is scans a second.
 *
 * npm run bench -- sync [--engine=…] [--rounds=5]
 */
const { values } = parseArgs({ options: { engine: { type: 'string' }, rounds: { type: 'string', default: '5' } } });
const ROUNDS = Number(values.rounds);
const AT_ONCE = 500;
const BARE_AT_ONCE = 200;
/** Rounds until neither side's code is compiled while it is measured. */
const WARM_UP = 15;

await onEachEngine(values.engine, measure);

async function measure(arena: Arena): Promise<void> {
  const { engine } = arena;
  const people = { product: (WARM_UP + ROUNDS) * AT_ONCE, bare: (WARM_UP + ROUNDS) * BARE_AT_ONCE };
  const halls = await arena.populate((app, side) => openHalls(app, people[side]));
  const bare = await openBare(arena.bare);
  const results: { product: number; baseline: number }[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const product = await syncOnce(arena, halls.product, round);
    const since = performance.now();
    const come = halls.bare.tickets.slice(round * BARE_AT_ONCE, (round + 1) * BARE_AT_ONCE);
    for (const ticket of come) await enterOne(bare, ticket, today());
    const baseline = (1000 * come.length) / (performance.now() - since);
    if (round >= WARM_UP) results.push({ product, baseline });
  }
  await bare.close();
  const middle = (read: (result: (typeof results)[number]) => number): number => median(results.map(read));
  console.log(
    JSON.stringify({
      bench: 'sync',
      engine,
      scans: AT_ONCE,
      value: Math.round(middle(({ product }) => product)),
      unit: 'scans/s',
      baseline: Math.round(middle(({ baseline }) => baseline)),
      ratio: Number(middle(({ product, baseline }) => product / baseline).toFixed(2)),
    }),
  );
}

/** @returns scans a second */
async function syncOnce(arena: Arena, { office, tickets }: Halls, round: number): Promise<number> {
  const some = tickets.slice(round * AT_ONCE, (round + 1) * AT_ONCE);
  const eventId = some[0]?.eventId ?? '';
  const scannedAt = new Date().toISOString();
  const kept = { method: 'camera', direction: 'in', shown: 'accepted', scannedAt };
  const scans = some.map(({ qr }) => ({ ...kept, id: uuid(), input: qr }));
  const since = performance.now();
  const answer = await fetch(`${arena.product.origin}/api/events/${eventId}/scans/sync`, {
    method: 'POST',
    headers: { ...office.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ sentAt: new Date().toISOString(), scans }),
  });
  const stored = (await answer.json()) as { standing: string }[];
  const took = performance.now() - since;
  const counted = Array.isArray(stored) ? stored.filter(({ standing }) => standing === 'counted').length : 0;
  if (counted !== AT_ONCE) throw new Error(`${counted} of ${AT_ONCE} counted: ${answer.status}`);
  return (1000 * AT_ONCE) / took;
}
