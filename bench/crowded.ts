import { fillFast } from '../test/factories/crowd.js';
import { type BenchEvent, Office } from '../test/support/office.js';
import type { Arena } from './arena.js';
import { type BareConnection, openBare } from './bare.js';

/** An event with so many registrations in the product's database, and a bare connection to the same. */
export async function crowded(
  arena: Arena,
  people: number,
): Promise<{ office: Office; event: BenchEvent; db: BareConnection }> {
  const office = await Office.open(arena.product);
  const event = await office.event(1_000);
  const db = await openBare(arena.stored);
  await fillFast({ ...db, engine: arena.engine }, { id: event.id, poolId: event.pools[0] ?? '' }, people);
  return { office, event, db };
}
