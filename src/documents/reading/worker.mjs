// @ts-check
/**
 * The thread in which a spreadsheet is read. Plain JavaScript, so that the very same file runs from the source tree and
 * from the build.
 *
 * @typedef {import('./read-sheet.js').WorkerTask} WorkerTask
 * @typedef {import('./read-sheet.js').WorkerAnswer} WorkerAnswer
 * @typedef {import('./read-sheet.js').SheetRow} SheetRow
 */
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse/sync';
import { EncryptedFileError, HucreError } from 'hucre';
import { streamXlsxRows } from 'hucre/xlsx';
import iconv from 'iconv-lite';

/** Longer than anything that is asked for, so that the judge of the field still says that it is too long. */
const LONGEST_CELL = 1000;
/** A shared text may stand in a million cells: each is a copy once it leaves this thread. */
const MOST_SIGNS = 20_000_000;
/** From here on Excel's numbers have lost digits. */
const FIRST_INEXACT = 1e15;

class Fault extends Error {
  /** @param {string} code @param {Record<string, string | number>} [params] */
  constructor(code, params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

const task = /** @type {WorkerTask} */ (workerData);

/** @returns {Promise<WorkerAnswer>} */
async function answer() {
  try {
    const rows = new Rows(task);
    if (task.type === 'csv') readCsv(Buffer.from(task.bytes), rows);
    else await readXlsx(task.bytes, rows);
    return { rows: rows.kept };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.code, params: error.params };
    if (error instanceof EncryptedFileError) return { fault: 'SHEET_ENCRYPTED', params: {} };
    if (error instanceof HucreError || isCsvError(error)) return { fault: 'SHEET_DAMAGED', params: {} };
    throw error;
  }
}

/** Keeps the filled rows and refuses what goes beyond the limits. */
class Rows {
  /** @type {SheetRow[]} */
  kept = [];
  #signs = 0;

  /** @param {import('./read-sheet.js').SheetLimits} limits */
  constructor(limits) {
    this.limits = limits;
  }

  /** @param {number} line @param {unknown[]} values */
  add(line, values) {
    const cells = values.map(textOf);
    while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
    if (cells.length === 0) return;
    if (cells.length > this.limits.columns) throw new Fault('SHEET_TOO_MANY_COLUMNS', { bound: this.limits.columns });
    if (this.kept.length >= this.limits.rows) throw new Fault('SHEET_TOO_MANY_ROWS', { bound: this.limits.rows });
    for (const cell of cells) this.#signs += cell.length;
    if (this.#signs > MOST_SIGNS) throw new Fault('SHEET_TOO_LARGE');
    this.kept.push({ line, cells });
  }
}

/** @param {unknown} value */
function textOf(value) {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number' && Math.abs(value) >= FIRST_INEXACT) return inexact(value);
  return String(value).slice(0, LONGEST_CELL).trim();
}

/** As an Indonesian Excel shows it: 1,98503E+17. @param {number} value */
const inexact = (value) => value.toExponential(5).replace('.', ',').replace('e', 'E');

/** @param {Uint8Array} bytes @param {Rows} rows */
async function readXlsx(bytes, rows) {
  for await (const { index, values } of streamXlsxRows(bytes)) rows.add(index + 1, values);
}

/** @param {Buffer} bytes @param {Rows} rows */
function readCsv(bytes, rows) {
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (record, { lines }) => {
      rows.add(lines, record);
      return null;
    },
  });
}

/** A mark at the start says which; without one it is UTF-8, or what an older Windows writes. @param {Buffer} bytes */
function decoded(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(bytes, 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Node's own windows-1252 reads 0x80–0x9f, where quotes and dashes are, as control signs.
    return iconv.decode(bytes, 'win1252');
  }
}

/** The most frequent of the usual ones in the first lines, unless Excel has named it: `sep=;`. @param {string} text */
function delimiterOf(text) {
  const named = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const head = text.slice(0, 20_000).split('\n', 10).join('\n');
  const counts = [';', ',', '\t', '|'].map((sign) => ({ sign, count: head.split(sign).length }));
  return named ?? counts.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** @param {unknown} error */
const isCsvError = (error) => error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');

parentPort?.postMessage(await answer());
