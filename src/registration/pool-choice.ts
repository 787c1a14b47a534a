import { survivors } from '../directory/index.js';
import type { ParticipantKind, SeatPool } from '../events/index.js';

type Pool = Pick<SeatPool, 'id' | 'scope' | 'kinds' | 'unitIds'>;
type Unit = { id: string; parentId: string | null; mergedIntoId: string | null };

/** The event's own pool, then at most one inner pool: the first in the organiser's order whose filter fits the person. */
export function choosePools(
  pools: readonly Pool[],
  units: readonly Unit[],
  person: { kind: ParticipantKind; unitId: string | null },
): string[] {
  const own = pools.find((pool) => pool.scope === 'event');
  if (!own) throw new Error('An event has exactly one pool of its own.');
  const above = unitsAbove(units, person.unitId);
  const survivor = survivors(units);
  const inner = pools.find(
    (pool) =>
      pool.scope === 'inner' &&
      (pool.kinds === null || pool.kinds.includes(person.kind)) &&
      (pool.unitIds === null || pool.unitIds.some((id) => above.has(survivor(id)))),
  );
  return inner ? [own.id, inner.id] : [own.id];
}

/** The person's unit and all units over it. */
function unitsAbove(units: readonly Unit[], unitId: string | null): Set<string> {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const above = new Set<string>();
  for (let id = unitId; id !== null && !above.has(id); id = parents.get(id) ?? null) above.add(id);
  return above;
}
