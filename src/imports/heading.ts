import type { SheetRow } from '../documents/index.js';
import type { CheckedRow, ImportColumn, ImportHandler } from './import-handler.js';
import { ImportErrors } from './imports.errors.js';

/** Letterheads and titles stand above the heading. */
const DEEPEST_HEADING = 20;

export interface ReadTable {
  fields: string[];
  rows: Omit<CheckedRow, 'id'>[];
}

type Layout = Pick<ImportHandler, 'columns' | 'required'>;

/**
 * Finds the heading by the names of its columns, in whatever order, and reads the rows under it.
 * @throws DomainError VALIDATION on `file`: IMPORT_NO_HEADING, IMPORT_COLUMN_MISSING, IMPORT_COLUMN_TWICE, IMPORT_NO_ROWS.
 */
export function readTable(sheet: SheetRow[], layout: Layout): ReadTable {
  const { at, fields } = headingOf(sheet, layout);
  const rows = sheet.slice(at + 1).flatMap(({ line, cells }) => {
    const entries = fields.map((field, column) => [field, cells[column] ?? ''] as const);
    const named = Object.fromEntries(entries.filter(([field]) => field !== ''));
    return Object.values(named).every((cell) => cell === '') || isExample(named, layout.columns)
      ? []
      : [{ line, cells: named }];
  });
  if (rows.length === 0) throw ImportErrors.noRows();
  return { fields: fields.filter((field) => field !== ''), rows };
}

function headingOf(sheet: SheetRow[], { columns, required }: Layout): { at: number; fields: string[] } {
  const fieldOf = new Map(
    columns.flatMap(({ field, header, synonyms }) =>
      [header.id, header.en, ...synonyms].map((name) => [plain(name), field] as const),
    ),
  );
  const lines = sheet.slice(0, DEEPEST_HEADING).map(({ cells }) => cells.map((cell) => fieldOf.get(plain(cell)) ?? ''));
  const known = lines.map((fields) => fields.filter(Boolean).length);
  const at = known.indexOf(Math.max(0, ...known));
  const fields = lines[at] ?? [];
  const names = (wanted: string[][]) => wanted.map((some) => some.map((field) => nameOf(columns, field)).join('/'));
  if ((known[at] ?? 0) === 0) throw ImportErrors.noHeading(names(required).join(', '));
  const missing = required.filter((some) => !some.some((field) => fields.includes(field)));
  if (missing.length > 0) throw ImportErrors.columnMissing(names(missing).join(', '));
  const twice = fields.find((field, index) => field !== '' && fields.indexOf(field) !== index);
  if (twice !== undefined) throw ImportErrors.columnTwice(nameOf(columns, twice));
  return { at, fields };
}

/** The row that the template shows how to fill in, left as it was. */
const isExample = (cells: Record<string, string>, columns: ImportColumn[]): boolean =>
  columns.every(({ field, example }) => (cells[field] ?? example) === example);

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\*/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const nameOf = (columns: ImportColumn[], field: string): string =>
  columns.find((column) => column.field === field)?.header.id ?? field;
