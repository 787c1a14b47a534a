import { Worker } from 'node:worker_threads';

/** `locked` asks for a password to be opened; `heavy` unfolds into more than a letter ever needs. */
export type PdfFinding = 'fine' | 'locked' | 'broken' | 'heavy';

interface Limits {
  timeoutMs: number;
  memoryMb: number;
}

const LIMITS: Limits = { timeoutMs: 10_000, memoryMb: 300 };
const LOOK_EVERY = 25;
const MEGABYTE = 1_000_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Whether a PDF can be opened and has a page. A few kilobytes may unfold into gigabytes, so it is read in a thread that is
 * ended when it takes too long or too much memory, and one after the other.
 */
export function examinePdf(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<PdfFinding> {
  const examined = last.then(() => inThread(bytes, { ...LIMITS, ...limits }));
  last = examined.catch(() => undefined);
  return examined;
}

function inThread(bytes: Uint8Array, { timeoutMs, memoryMb }: Limits): Promise<PdfFinding> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      execArgv: [],
    });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      clearInterval(watch);
      void worker.terminate().then(settle, settle);
    };
    const heavy = (): void => end(() => resolve('heavy'));
    const before = process.memoryUsage.rss();
    const timer = setTimeout(heavy, timeoutMs);
    // Unfolded bytes lie outside the heap that the thread's own limit counts.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > memoryMb * MEGABYTE) heavy();
    }, LOOK_EVERY);
    worker.once('message', ({ finding }: { finding: PdfFinding }) => end(() => resolve(finding)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? heavy() : end(() => reject(error)),
    );
  });
}
