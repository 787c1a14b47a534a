import type { Answer } from '$lib/api/types';

export type UnitInTree = Answer<'/api/directory/units'>[number];

export interface UnitLine {
  unit: UnitInTree;
  depth: number;
  /** Of the unit and all below it. */
  people: number;
}

/** The tree as lines, each unit before those under it; units that were merged stand under the one that took them. */
export function unitLines(tree: UnitInTree[]): UnitLine[] {
  const below = new Map<string | null, UnitInTree[]>();
  for (const unit of tree) below.set(unit.parentId, [...(below.get(unit.parentId) ?? []), unit]);
  const peopleOf = (unit: UnitInTree): number =>
    (below.get(unit.id) ?? []).reduce((sum, child) => sum + peopleOf(child), unit.employees);
  const lines = (parentId: string | null, depth: number): UnitLine[] =>
    (below.get(parentId) ?? []).flatMap((unit) => [
      { unit, depth, people: peopleOf(unit) },
      ...lines(unit.id, depth + 1),
    ]);
  return lines(null, 0);
}

/** Choices for a parent or a target: no unit that has gone, and none at or under `rootId`. */
export function unitChoices(lines: UnitLine[], rootId?: string): { value: string; label: string }[] {
  let inside = -1;
  return lines.flatMap(({ unit, depth }) => {
    if (inside >= 0 && depth <= inside) inside = -1;
    if (unit.id === rootId) inside = depth;
    if (!unit.active || inside >= 0) return [];
    return [{ value: unit.id, label: `${'\u2003'.repeat(depth)}${unit.name}` }];
  });
}
