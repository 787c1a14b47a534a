import { Readable } from 'node:stream';
import { type CellValue, type ColumnDef, writeXlsxStream } from 'hucre/xlsx';
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
