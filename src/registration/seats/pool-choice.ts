import { survivors } from '../../directory/index.js';
import type { ParticipantKind, SeatPool } from '../../events/index.js';

type Pool = Pick<SeatPool, 'id' | 'scope' | 'kinds' | 'unitIds'>;
type Person = { kind: ParticipantKind; unitId: string | null };
type Unit = { id: string; parentId: string | null; mergedIntoId: string | null };

/** The event's own pool, then at most one inner pool: the first in the organiser's order whose filter fits the person. */
export function choosePools(pools: readonly Pool[], units: readonly Unit[], person: Person): string[] {
  const own = pools.find((pool) => pool.scope === 'event');
  if (!own) throw new Error('An event has exactly one pool of its own.');
  const fit = fits(units, person);
  const inner = pools.find((pool) => pool.scope === 'inner' && fit(pool));
  return inner ? [own.id, inner.id] : [own.id];
}

/** Tells of a pool whether a seat of it may be this person's. */
export function fits(units: readonly Unit[], { kind, unitId }: Person): (pool: Pool) => boolean {
  const above = unitsAbove(units, unitId);
  const survivor = survivors(units);
  return ({ kinds, unitIds }) =>
    (kinds === null || kinds.includes(kind)) && (unitIds === null || unitIds.some((id) => above.has(survivor(id))));
}

/** The person's unit and all units over it. */
function unitsAbove(units: readonly Unit[], unitId: string | null): Set<string> {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]));
  const above = new Set<string>();
  for (let id = unitId; id !== null && !above.has(id); id = parents.get(id) ?? null) above.add(id);
  return above;
}
