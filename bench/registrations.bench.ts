import { type BareConnection, openBare } from './bare.js';
import { personOf, registerOne } from './bare-registration.js';
import { bench, rate } from './harness.js';
import { type BenchEvent, Office } from '../test/support/office.js';
import { expectAll, request, send } from './socket-client.js';

/**
 * Everybody registers for one event: half of them for an inner pool, and there are seats for six of ten, so that the
 * waiting list has its share.
 */
await bench('registrations', [64, 256], async (arena, totals) => {
  const events = await arena.populate(async (app, side) =>
    (await Office.open(app)).event(Math.floor(totals[side] * 0.6), [
      { name: 'PNS', capacity: Math.floor(totals[side] * 0.35), kinds: ['pns'] },
    ]),
  );
  let people = 0;
  let acknowledged = 0;
  const path = `/api/public/events/${events.product.slug}/registrations`;
  return {
    product: async (requests, connections) => {
      const bodies = Array.from({ length: requests }, () => personOf(people++));
      const load = await send(
        arena.product.port,
        bodies.map((body) => request('POST', path, {}, body)),
        connections,
      );
      acknowledged += requests;
      return expectAll(201, load);
    },
    bare: async (requests, concurrency) => {
      const open = await Promise.all(Array.from({ length: concurrency }, () => openBare(arena.bare)));
      const perSecond = await rate(requests, open, (db) => registerOne(db, events.bare, people++));
      await Promise.all(open.map((db) => db.close()));
      return perSecond;
    },
    check: async () => {
      const db = await openBare(arena.stored);
      await everyoneIsThere(db, events.product, acknowledged);
      await db.close();
    },
  };
});

async function everyoneIsThere(db: BareConnection, event: BenchEvent, acknowledged: number): Promise<void> {
  const [found] = await db.all('SELECT COUNT(*) AS stored FROM registration WHERE event_id = ?', [event.id]);
  if (Number(found?.stored) !== acknowledged) {
    throw new Error(`${acknowledged} were acknowledged, ${String(found?.stored)} are stored.`);
  }
  const wrong = await db.all(
    `SELECT p.id FROM seat_pool p WHERE p.event_id = ? AND (p.taken > p.capacity OR p.taken <> (
      SELECT COUNT(*) FROM registration r JOIN registration_pool rp ON rp.registration_id = r.id
      WHERE rp.pool_id = p.id AND r.status = 'confirmed'))`,
    [event.id],
  );
  if (wrong.length > 0) throw new Error('A pool does not equal its registrations.');
}
