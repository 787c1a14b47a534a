export interface Column {
  header: string;
  /** In characters. */
  width?: number;
  /** `text` keeps digits as they are (NIP, phone); `date` takes `yyyy-mm-dd`, or a Date by its UTC day. */
  type: 'text' | 'number' | 'date';
}

export type Cell = string | number | Date | null | undefined;

export type Rows = Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;

export const isEmpty = (cell: Cell): cell is null | undefined | '' =>
  cell === null || cell === undefined || cell === '';

/** Midnight UTC of the day a date cell names. */
export function dayOf(cell: Cell): Date {
  const day = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
  const date = new Date(`${day}T00:00:00Z`);
  // The second question finds 31 February, which Date would take for 3 March.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new RangeError(`Not a day: ${day}`);
  return date;
}

export function numberOf(cell: Cell): number {
  if (typeof cell !== 'number' || !Number.isFinite(cell)) throw new RangeError(`Not a number: ${String(cell)}`);
  return cell;
}
