import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { waitUntilReady } from '../../scripts/lib/demo-data.mjs';
import { holdQr, replaceCamera } from '../../test/browser/support/camera.js';
import { signIn } from '../../test/browser/support/demo.js';
import { scanByHand } from '../../test/browser/support/door.js';
import { apiAs, type MadeTicket, post, runningEvent, takeSeat } from '../../test/browser/support/made-event.js';
import { freePort } from '../../test/support/mariadb.mjs';

/**
 * The door's page without network, at a quarter of the processor: from the text of a ticket to the verdict on the screen,
 * with a roster of ten thousand. The baseline does in the same page what cannot be left out: HKDF, a look into the roster,
 * AES, Ed25519, and the scan written to the disk. `camera` is the time from holding up a code, with the loop that looks;
 * `memory` is by how much the page grew between its 200th and its 2,000th scan, in MB.
 *
 * npm run bench -- verdict
 */
const ROSTER = 10_000;
const TICKETS = 200;
const BY_CAMERA = 20;
const SLOWER = 4;
const SCANS_FOR_MEMORY = 2_000;
const PHONE = { width: 360, height: 740 };
const PROMPT = 'Arahkan ke kode QR';
const MB = 1024 * 1024;

const port = await freePort();
process.env.BROWSER_DATA = mkdtempSync(join(tmpdir(), 'bintek-bench-'));
process.env.BROWSER_PORT = String(port);
const origin = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, ['server.mjs'], {
  cwd: new URL('../../test/browser/', import.meta.url),
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await waitUntilReady(origin, () => server.exitCode === null, 600_000);
  await measure();
} finally {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function measure(): Promise<void> {
  const api = await apiAs(origin, 'panitia');
  const event = await runningEvent(api, 'Bimbingan Teknis Ukur', TICKETS);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Ukur' });
  const tickets: MadeTicket[] = [];
  for (let n = 0; n < TICKETS; n += 1) tickets.push(await takeSeat(api, event.slug, 30_000 + n));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const context = await browser.newContext({ baseURL: origin, viewport: PHONE, isMobile: true, hasTouch: true });
  const door = `/pintu?acara=${event.id}&pintu=${gate.id}`;
  const looking = await context.newPage();
  await replaceCamera(looking);
  await signIn(looking, 'panitia');
  await looking.goto(door);
  await looking.getByText(PROMPT).waitFor();
  await looking.waitForTimeout(3_000);
  await fillRoster(looking, event.id);
  await context.setOffline(true);
  await slowDown(await context.newCDPSession(looking));
  const camera = await byCamera(looking, tickets.slice(0, BY_CAMERA));
  await looking.close();

  const page = await context.newPage();
  await page.addInitScript(decodeAtOnce);
  await page.goto(door);
  await page.getByText(PROMPT).waitFor();
  const wire = await context.newCDPSession(page);
  await slowDown(wire);
  const texts = tickets.map(({ qr }) => qr);
  const bare = await bareVerdicts(page, event.id, texts);
  const product = await verdicts(page, texts);
  const before = await heap(wire);
  await slowDown(wire, 1);
  for (let done = TICKETS; done < SCANS_FOR_MEMORY; done += TICKETS) await scanByHand(page, texts);
  const memory = (await heap(wire)) - before;
  const p95 = percentile(product, 95);
  const baseline = percentile(bare, 95);
  console.log(
    JSON.stringify({
      bench: 'verdict',
      roster: ROSTER,
      value: Number(percentile(product, 50).toFixed(1)),
      p95_ms: Number(p95.toFixed(1)),
      unit: 'ms',
      baseline: Number(baseline.toFixed(1)),
      ratio: Number((p95 / baseline).toFixed(2)),
      camera_p95_ms: Math.round(percentile(camera, 95)),
      memory: Number((memory / MB).toFixed(1)),
    }),
  );
  await browser.close();
  await api.dispose();
}

/** From the moment that a code lies before the camera. */
async function byCamera(page: Page, tickets: MadeTicket[]): Promise<number[]> {
  const took: number[] = [];
  const verdict = page.locator('section[role=alert]');
  for (const { qr, printedName } of tickets) {
    await holdQr(page, qr);
    const since = performance.now();
    await verdict.filter({ hasText: printedName }).waitFor();
    took.push(performance.now() - since);
    await verdict.waitFor({ state: 'hidden' });
  }
  return took;
}

interface DecodingWindow {
  /** The next text that the camera reads. */
  presented: string | null;
  /** When it was read. */
  decodedAt: number;
}

/** A camera of few pixels and a detector that needs no time: the real ones do not work on the thread of the page. */
function decodeAtOnce(): void {
  const canvas = Object.assign(document.createElement('canvas'), { width: 16, height: 16 });
  setInterval(() => canvas.getContext('2d')?.fillRect(0, 0, 16, 16), 100);
  navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
  const here: DecodingWindow = Object.assign(window, { presented: null, decodedAt: 0 });
  class BarcodeDetector {
    static getSupportedFormats = () => Promise.resolve(['qr_code']);
    detect(): Promise<{ rawValue: string }[]> {
      const rawValue = here.presented;
      here.presented = null;
      here.decodedAt = performance.now();
      return Promise.resolve(rawValue === null ? [] : [{ rawValue }]);
    }
  }
  Object.assign(window, { BarcodeDetector });
}

/** Each from the decoded text until its verdict is drawn. */
function verdicts(page: Page, texts: string[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    const alert = () => document.querySelector('section[role=alert]');
    const here = window as unknown as DecodingWindow;
    const took: number[] = [];
    for (const text of all) {
      const drawn = new Promise<void>((done) => {
        new MutationObserver((_, observer) => {
          if (!alert()) return;
          observer.disconnect();
          requestAnimationFrame(() => done());
        }).observe(document.body, { childList: true, subtree: true });
      });
      here.presented = text;
      await drawn;
      took.push(performance.now() - here.decodedAt);
      document.querySelector<HTMLButtonElement>('section[role=alert] button:last-child')!.click();
      while (alert()) await new Promise((next) => setTimeout(next, 0));
    }
    return took;
  }, texts);
}

/** What a verdict needs, and nothing around it. */
function bareVerdicts(page: Page, eventId: string, texts: string[]): Promise<number[]> {
  return page.evaluate(
    async ({ event, all }) => {
      const subtle = crypto.subtle;
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((done, fail) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(new Error('refused'));
        });
      const db = await asked(indexedDB.open('bintek-door'));
      const bytes = new TextEncoder();
      const pair = await subtle.generateKey('Ed25519', false, ['sign', 'verify']);
      const signature = await subtle.sign('Ed25519', pair.privateKey, bytes.encode('x'.repeat(53)));
      const took: number[] = [];
      for (const [n, text] of all.entries()) {
        const since = performance.now();
        const secret = await subtle.importKey('raw', bytes.encode(text), 'HKDF', false, ['deriveBits']);
        const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new Uint8Array() };
        const bits = await subtle.deriveBits(how, secret, 384);
        await asked(
          db
            .transaction('roster')
            .objectStore('roster')
            .get([event, String(n)]),
        );
        const key = await subtle.importKey('raw', bits.slice(16), 'AES-GCM', false, ['encrypt']);
        await subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, new Uint8Array(220));
        await subtle.verify('Ed25519', pair.publicKey, signature, bytes.encode('x'.repeat(53)));
        const writing = db.transaction('facts', 'readwrite', { durability: 'strict' });
        writing.objectStore('facts').put(text, 'bare');
        await new Promise((done) => (writing.oncomplete = done));
        took.push(performance.now() - since);
      }
      db.close();
      return took;
    },
    { event: eventId, all: texts },
  );
}

/** Sealed records of people who will not come. */
async function fillRoster(page: Page, eventId: string): Promise<void> {
  await page.evaluate(
    ({ event, count }) =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('bintek-door');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('roster', 'readwrite');
          for (let n = 0; n < count; n += 1) {
            const id = n.toString(16).padStart(32, '0');
            writing.objectStore('roster').put({ eventId: event, id, box: id.repeat(10) });
          }
          writing.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
    { event: eventId, count: ROSTER },
  );
}

async function slowDown(wire: CDPSession, rate = SLOWER): Promise<void> {
  await wire.send('Emulation.setCPUThrottlingRate', { rate });
}

async function heap(wire: CDPSession): Promise<number> {
  await wire.send('HeapProfiler.collectGarbage');
  return (await wire.send('Runtime.getHeapUsage')).usedSize;
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((share / 100) * sorted.length))] ?? 0;
}
