import { Worker } from 'node:worker_threads';
import { SheetFault, type SheetFaultCode, sheetFaultCodes } from './sheet-fault.js';
import { type SheetType, sheetTypeOf } from './sheet-type.js';
import { checkZip } from './zip-check.js';

export interface SheetLimits {
  rows: number;
  columns: number;
}

export interface SheetRow {
  /** As the spreadsheet program numbers it; in CSV the line of the file. */
  line: number;
  /** Every value as text. A number that lost digits stands in scientific notation, as the program shows it. */
  cells: string[];
}

/** What the worker is told and answers; `worker.mjs` holds to it. */
export interface WorkerTask extends SheetLimits {
  type: SheetType;
  bytes: Uint8Array;
}
export type WorkerAnswer = { rows: SheetRow[] } | { fault: string; params: Record<string, string | number> };

const WORKER = new URL('./worker.mjs', import.meta.url);
const HEAP_MB = 320;
const TIME_LIMIT_MS = 30_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * The filled rows of a CSV file, or of the first sheet of an XLSX file. Read in a thread of its own with bounded memory
 * and time, one file after the other, so that no file can hold up or bring down the process.
 * @throws SheetFault
 */
export function readSheet(bytes: Buffer, limits: SheetLimits, timeLimitMs = TIME_LIMIT_MS): Promise<SheetRow[]> {
  const rows = last.then(() => read(bytes, limits, timeLimitMs));
  last = rows.catch(() => undefined);
  return rows;
}

async function read(bytes: Buffer, limits: SheetLimits, timeLimitMs: number): Promise<SheetRow[]> {
  const type = await sheetTypeOf(bytes);
  if (type === 'xlsx') await checkZip(bytes);
  const answer = await inWorker({ ...limits, type, bytes }, timeLimitMs);
  if ('fault' in answer) throw new SheetFault(codeOf(answer.fault), answer.params);
  if (answer.rows.length === 0) throw new SheetFault('SHEET_EMPTY');
  return answer.rows;
}

function inWorker(task: WorkerTask, timeLimitMs: number): Promise<WorkerAnswer> {
  const worker = new Worker(WORKER, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 32 },
  });
  return new Promise<WorkerAnswer>((resolve, reject) => {
    const timer = setTimeout(() => reject(new SheetFault('SHEET_TOO_SLOW')), timeLimitMs);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new SheetFault('SHEET_TOO_LARGE')
          : new SheetFault('SHEET_DAMAGED', {}, { cause: error }),
      ),
    );
    worker.once('exit', () => clearTimeout(timer));
  }).finally(() => void worker.terminate());
}

const codeOf = (word: string): SheetFaultCode => sheetFaultCodes.find((code) => code === word) ?? 'SHEET_DAMAGED';
