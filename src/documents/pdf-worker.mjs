// @ts-check
// Opens one PDF and says what it found. A thread of its own: whoever started it ends it when it takes too long or too much.
import { parentPort, workerData } from 'node:worker_threads';
import { PDF } from '@libpdf/core';

/** @param {Uint8Array} bytes */
async function examine(bytes) {
  const pdf = await PDF.load(bytes).catch(() => null);
  if (!pdf) return { finding: 'broken', pages: 0 };
  if (pdf.isEncrypted && !pdf.isAuthenticated) return { finding: 'locked', pages: 0 };
  const pages = pdf.getPageCount();
  return { finding: pages > 0 ? 'fine' : 'broken', pages };
}

parentPort?.postMessage(await examine(workerData).catch(() => ({ finding: 'broken', pages: 0 })));
