import { Readable } from 'node:stream';
import { type Cell, type Column, dayOf, isEmpty, numberOf, type Rows } from './table.js';

export const CSV_TYPE = 'text/csv; charset=utf-8';

const BOM = '\uFEFF';
const CHUNK = 1 << 16;

/** As an Indonesian Excel reads it: UTF-8 with BOM, `;`, CRLF, dates dd/mm/yyyy, decimal comma, no thousands separator. */
export function csvStream(rows: Rows, columns: Column[]): Readable {
  return Readable.from(chunks(rows, columns), { objectMode: false });
}

async function* chunks(rows: Rows, columns: Column[]): AsyncGenerator<string> {
  let chunk = BOM + line(columns.map(({ header }) => textCell(header)));
  for await (const row of rows) {
    chunk += line(columns.map(({ type }, index) => csvCell(row[index], type)));
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

const line = (cells: string[]): string => `${cells.join(';')}\r\n`;

function csvCell(cell: Cell, type: Column['type']): string {
  if (isEmpty(cell)) return '';
  if (type === 'number') return String(numberOf(cell)).replace('.', ',');
  return type === 'date' ? slashed(dayOf(cell)) : textCell(String(cell));
}

function slashed(day: Date): string {
  const [year, month, date] = day.toISOString().slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}

/** A spreadsheet takes text that begins like this for a formula, unless an apostrophe stands before it. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

function textCell(text: string): string {
  const safe = inert(text);
  return /[";\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
