/** At least 20 JP a year for every civil servant: PP 11/2017 as amended by PP 17/2020, article 203(4). */
export const yearlyTarget = 20;

/** How many employees of one unit stand where. */
export interface LedgerCount {
  employees: number;
  reached: number;
  from10: number;
  from1: number;
  none: number;
}

export interface LedgerRow extends LedgerCount {
  unitId: string;
  unit: string;
  percent: number;
}

export interface LedgerUnit {
  id: string;
  name: string;
  parentId: string | null;
  sort: number;
}

const empty = (): LedgerCount => ({ employees: 0, reached: 0, from10: 0, from1: 0, none: 0 });

function add(sum: LedgerCount, more: LedgerCount): LedgerCount {
  return {
    employees: sum.employees + more.employees,
    reached: sum.reached + more.reached,
    from10: sum.from10 + more.from10,
    from1: sum.from1 + more.from1,
    none: sum.none + more.none,
  };
}

/** Rounded down: 100 % is said only when everybody has reached the target. */
export const percentOf = (part: number, whole: number): number => (whole > 0 ? Math.floor((part * 100) / whole) : 0);

/**
 * One row per unit under `rootId` (null: the top of the tree) with everybody below it, in the order of the units; the
 * people who sit in `rootId` itself are a row of their own, so that the rows always add up to the total.
 */
export function ledgerRows(
  units: readonly LedgerUnit[],
  counts: ReadonlyMap<string, LedgerCount>,
  rootId: string | null,
): LedgerRow[] {
  const childrenOf = new Map<string | null, LedgerUnit[]>();
  for (const unit of units) childrenOf.set(unit.parentId, [...(childrenOf.get(unit.parentId) ?? []), unit]);
  const below = (unit: LedgerUnit): LedgerCount =>
    (childrenOf.get(unit.id) ?? []).reduce((sum, child) => add(sum, below(child)), counts.get(unit.id) ?? empty());
  const row = (unit: LedgerUnit, count: LedgerCount): LedgerRow => ({
    unitId: unit.id,
    unit: unit.name,
    ...count,
    percent: percentOf(count.reached, count.employees),
  });
  const root = units.find((unit) => unit.id === rootId);
  const own = root ? [row(root, counts.get(root.id) ?? empty())] : [];
  const children = [...(childrenOf.get(rootId) ?? [])]
    .sort((a, b) => a.sort - b.sort || a.name.localeCompare(b.name, 'id'))
    .map((unit) => row(unit, below(unit)));
  return [...own, ...children].filter((line) => line.employees > 0);
}

export const ledgerTotal = (rows: readonly LedgerCount[]): LedgerCount => rows.reduce(add, empty());
