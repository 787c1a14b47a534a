import { Readable } from 'node:stream';
import { type CellValue, type ColumnDef, writeXlsx, writeXlsxStream } from 'hucre/xlsx';
import { type Cell, type Column, dayOf, isEmpty, numberOf, type Rows } from './table.js';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `@` is Excel's own format for text: digits stay as they are when somebody edits the cell. */
const FORMATS: Record<Column['type'], string | undefined> = { text: '@', number: undefined, date: 'dd/mm/yyyy' };

/**
 * Rows are pulled as the reader takes them, so memory does not grow with the table. The head stays in view; text cells are
 * strings in the file, never formulas, whatever they begin with.
 */
export function xlsxStream(rows: Rows, columns: Column[], sheetName: string): Readable {
  const stream = writeXlsxStream(values(rows, columns), {
    name: sheetTitle(sheetName),
    columns: columns.map(definition),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(stream);
}

export interface Sheet {
  name: string;
  columns: Column[];
  rows: readonly (readonly Cell[])[];
}

/** Several small tables in one file; the cells are as those of `xlsxStream`. */
export async function workbookXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const bytes = await writeXlsx({
    sheets: sheets.map(({ name, columns, rows }) => ({
      name: sheetTitle(name),
      columns: columns.map(({ width, type }) => ({ width, numFmt: FORMATS[type] })),
      rows: [
        columns.map(({ header }) => header),
        ...rows.map((row) => columns.map(({ type }, index) => value(row[index], type))),
      ],
      freezePane: { rows: 1 },
    })),
  });
  return Buffer.from(bytes);
}

/** Rows of a template whose empty cells are text already: the program keeps 18 digits as they are typed. */
const PREPARED_ROWS = 500;

/** A sheet to be filled in, every cell of it text, and a second one that says what each column takes. */
export async function templateXlsx(
  columns: { header: string; width?: number; example: string }[],
  notes: { title: string; rows: string[][] },
): Promise<Buffer> {
  const width = (header: string) => Math.max(14, header.length + 4);
  const empty = columns.map(() => '');
  const bytes = await writeXlsx({
    sheets: [
      {
        name: 'Data',
        columns: columns.map((column) => ({ width: column.width ?? width(column.header), numFmt: FORMATS.text })),
        rows: [
          columns.map(({ header }) => header),
          columns.map(({ example }) => example),
          ...Array.from({ length: PREPARED_ROWS }, () => empty),
        ],
        freezePane: { rows: 1 },
      },
      { name: sheetTitle(notes.title), columns: [{ width: 24 }, { width: 14 }, { width: 90 }], rows: notes.rows },
    ],
  });
  return Buffer.from(bytes);
}

function definition({ header, width, type }: Column): ColumnDef {
  return { header, width, numFmt: FORMATS[type] };
}

async function* values(rows: Rows, columns: Column[]): AsyncGenerator<CellValue[]> {
  for await (const row of rows) yield columns.map(({ type }, index) => value(row[index], type));
}

function value(cell: Cell, type: Column['type']): CellValue {
  if (isEmpty(cell)) return null;
  if (type === 'number') return numberOf(cell);
  return type === 'date' ? dayOf(cell) : String(cell);
}

/** Excel refuses these signs, an apostrophe at either end, and more than 31 letters. */
function sheetTitle(name: string): string {
  return (
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .slice(0, 31)
      .replace(/^['\s]+|['\s]+$/g, '') || 'Data'
  );
}
