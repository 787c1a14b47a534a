import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { waitUntilReady } from '../../scripts/lib/demo-data.mjs';
import { holdQr, replaceCamera } from '../../test/browser/support/camera.js';
import { signIn } from '../../test/browser/support/demo.js';
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
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await replaceCamera(page);
  await signIn(page, 'panitia');
  await page.goto(`/pintu?acara=${event.id}&pintu=${gate.id}`);
  await page.getByText('Arahkan ke kode QR').waitFor();
  await page.waitForTimeout(3_000);
  await fillRoster(page, event.id);
  await context.setOffline(true);
  const wire = await context.newCDPSession(page);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const texts = tickets.map(({ qr }) => qr);
  const bare = await bareVerdicts(page, event.id, texts);
  const camera: number[] = [];
  for (const { qr, printedName } of tickets.slice(0, BY_CAMERA)) {
    const since = performance.now();
    await holdQr(page, qr);
    await page.locator('section[role=alert]', { hasText: printedName }).waitFor();
    camera.push(performance.now() - since);
    await page.locator('section[role=alert]').waitFor({ state: 'hidden' });
  }
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  const product = await verdicts(page, texts);
  const before = await heap(wire);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  for (let done = TICKETS; done < SCANS_FOR_MEMORY; done += TICKETS) await verdicts(page, texts);
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

/** Each from the sending of the text until its verdict is drawn. */
function verdicts(page: Page, texts: string[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    const alert = () => document.querySelector('section[role=alert]');
    const until = async (what: () => unknown) => {
      while (!what()) await new Promise((next) => setTimeout(next, 0));
    };
    const took: number[] = [];
    for (const text of all) {
      await until(() => !alert());
      const field = document.querySelector<HTMLInputElement>('#field-code')!;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      const since = performance.now();
      const drawn = new Promise<void>((done) => {
        new MutationObserver((_, observer) => {
          if (!alert()) return;
          observer.disconnect();
          requestAnimationFrame(() => done());
        }).observe(document.body, { childList: true, subtree: true });
      });
      field.form!.requestSubmit();
      await drawn;
      took.push(performance.now() - since);
      document.querySelector<HTMLButtonElement>('section[role=alert] button:last-child')!.click();
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

async function heap(wire: CDPSession): Promise<number> {
  await wire.send('HeapProfiler.collectGarbage');
  return (await wire.send('Runtime.getHeapUsage')).usedSize;
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((share / 100) * sorted.length))] ?? 0;
}
