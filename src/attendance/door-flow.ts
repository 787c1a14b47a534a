export interface FlowRow {
  name: string | null;
  /** One for each minute of the window, the oldest first. */
  counts: number[];
  total: number;
}

const MINUTE = 60_000;
export const FLOW_MINUTES = 30;

/** The first minute of those that end with the current one. */
export const flowStart = (now: Date): Date =>
  new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - (FLOW_MINUTES - 1) * MINUTE);

/** Rows of one length, in the order in which their names first occur. */
export function flowRows(
  passings: readonly { name: string | null; minute: Date; count: number }[],
  from: Date,
): FlowRow[] {
  const rows = new Map<string | null, FlowRow>();
  for (const { name, minute, count } of passings) {
    const at = Math.floor((minute.getTime() - from.getTime()) / MINUTE);
    if (at < 0 || at >= FLOW_MINUTES) continue;
    const row = rows.get(name) ?? { name, counts: Array<number>(FLOW_MINUTES).fill(0), total: 0 };
    row.counts[at] = (row.counts[at] ?? 0) + count;
    row.total += count;
    rows.set(name, row);
  }
  return [...rows.values()];
}
