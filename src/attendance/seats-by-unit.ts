export interface UnitNode {
  id: string;
  name: string;
  parentId: string | null;
}

export interface UnitCount {
  unitId: string | null;
  unitText: string;
  registered: number;
  present: number;
  /** Excused or ill, and not seen. */
  away: number;
}

export interface UnitSeats {
  unitId: string | null;
  unit: string;
  registered: number;
  present: number;
  away: number;
  quota: number | null;
}

/**
 * People per unit, sub-units counted with the unit under whose roof they are: "Dinas Kesehatan" with its puskesmas. A tree
 * with a single root is the government itself, which would hold everybody; its children stand for it.
 */
export function seatsByUnit(
  counts: readonly UnitCount[],
  units: readonly UnitNode[],
  pools: readonly { capacity: number; unitIds: string[] | null }[],
): UnitSeats[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const roots = units.filter((unit) => unit.parentId === null);
  const government = roots.length === 1 && units.length > 1 ? roots[0]!.id : null;
  const groups = new Map<string, UnitSeats>();
  for (const { unitId, unitText, registered, present, away } of counts) {
    const top = unitId === null ? undefined : topOf(byId, unitId, government);
    const key = top?.id ?? `text ${unitText}`;
    const group = groups.get(key) ?? {
      unitId: top?.id ?? null,
      unit: top?.name ?? unitText,
      registered: 0,
      present: 0,
      away: 0,
      quota: top ? quotaOf(top.id, pools) : null,
    };
    group.registered += registered;
    group.present += present;
    group.away += away;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.registered - a.registered || a.unit.localeCompare(b.unit, 'id'));
}

function topOf(byId: Map<string, UnitNode>, id: string, government: string | null): UnitNode | undefined {
  let unit = byId.get(id);
  while (unit && unit.parentId !== null && unit.parentId !== government) unit = byId.get(unit.parentId);
  return unit;
}

/** Only a pool for this unit alone says how many seats are the unit's own. */
const quotaOf = (unitId: string, pools: readonly { capacity: number; unitIds: string[] | null }[]): number | null =>
  pools.find((pool) => pool.unitIds?.length === 1 && pool.unitIds[0] === unitId)?.capacity ?? null;
