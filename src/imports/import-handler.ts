import type { Actor } from '../common/index.js';
import type { Tx } from '../database/index.js';
import type { RowOutcome, RowState } from './import-status.js';

type Worded = { id: string; en: string };

export interface ImportColumn {
  field: string;
  /** As the template writes it, in either language. */
  header: Worded;
  /** Other headings that files in use have. Case, dots, dashes and slashes do not count. */
  synonyms: string[];
  /** What the column takes, for the template's second sheet. */
  note: Worded;
  example: string;
  width?: number;
}

/** By field; only columns that the file has. */
export type Cells = Partial<Record<string, string>>;

/** A code of `messages/*` with its values; `field` is empty when the whole row is meant. */
export interface CellReason {
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

/** In words, as people read them. */
export interface CellChange {
  field: string;
  from: string;
  to: string;
}

export interface Verdict {
  outcome: RowOutcome;
  reasons: CellReason[];
  warnings: CellReason[];
  changes: CellChange[];
}

export interface CheckedRow {
  id: string;
  line: number;
  cells: Cells;
}

/** A row as it was shown before somebody said yes. */
export interface PreviewedRow extends CheckedRow, Omit<Verdict, 'warnings'> {
  trace: object | null;
}

export interface RowResult {
  rowId: string;
  state: RowState;
  outcome?: RowOutcome;
  reasons?: CellReason[];
  trace?: object;
}

export interface ImportRun {
  batchId: string;
  eventId: string | null;
  /** Who pressed the button. */
  actor: Actor;
  /** Writes what became of rows, in the transaction of the change itself: so a run that was killed goes on where it was. */
  record: (tx: Tx, results: RowResult[]) => Promise<void>;
}

/** What one kind of import means to the capability that registers it. */
export interface ImportHandler {
  kind: string;
  columns: ImportColumn[];
  /** Of each list the file must have at least one column. */
  required: string[][];
  /** Judges rows against what is there now, all faults of a row at once; also rows that contradict each other. */
  check(eventId: string | null, rows: CheckedRow[]): Promise<Verdict[]>;
  /** Judges each row anew; does only what was shown. Every row ends with a result. */
  apply(run: ImportRun, rows: PreviewedRow[]): Promise<void>;
  /** Takes back what still stands as the import left it. */
  undo(run: ImportRun, rows: PreviewedRow[]): Promise<void>;
}

/** Nothing was said to a person about what the row would do now: it is left for another upload. */
const MOVED: CellReason = { field: '', code: 'IMPORT_ROW_MOVED' };

/** The result of a row that is not to be applied after all, null when the verdict is still the one that was shown. */
export function setAside(row: PreviewedRow, verdict: Verdict): RowResult | null {
  const { outcome, reasons, changes } = verdict;
  if (outcome === 'same' || outcome === 'refused') return { rowId: row.id, state: 'idle', outcome, reasons };
  const asShown = outcome === row.outcome && JSON.stringify(changes) === JSON.stringify(row.changes);
  return asShown ? null : { rowId: row.id, state: 'idle', outcome: 'refused', reasons: [MOVED] };
}

export const refusal = (reasons: CellReason[]): Verdict => ({
  outcome: 'refused',
  reasons,
  warnings: [],
  changes: [],
});
