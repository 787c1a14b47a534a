import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { holdQr, takeQrAway } from './support/camera.js';
import { apiAs, type MadeTicket, post, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';
import { scanByHand } from './support/door.js';
import { LossyNetwork } from './support/lossy-network.js';
import { Phone } from './support/phone.js';

/*
 * Two phones without network, their clocks wrong, three hundred scans each, half of the tickets at both; the battery of one
 * goes in the middle; then they send through a network that loses requests and answers.
 */
const SCANS = 300;
const OWN = 150;
const SHARED = 150;
/** So many shared tickets are seen by the first phone before the second one. */
const FIRST_AT_A = 60;
const BY_CAMERA = 4;
const KILLED_AFTER = 100;
/** Times at the door are known to within what the network takes. */
const BEYOND_DOUBT = 2_000;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

interface Kept {
  id: string;
  scannedAt: string;
  shown: string | null;
  state: string;
  registrationId: string | null;
}
interface Conflict {
  conflict: string;
  person: { printedName: string } | null;
  seen: { device: string | null };
  first: { device: string | null } | null;
}

let api: APIRequestContext;
let event: PublishedEvent;
let gateId: string;
const own: MadeTicket[] = [];
const shared: MadeTicket[] = [];
const phones: Phone[] = [];
const networks: LossyNetwork[] = [];

/** Of its own, and no part of another. */
const nameOf = (n: number): string => `Maria ${[...String(n)].map((digit) => 'bdfgklmnrs'[Number(digit)]).join('a')}a`;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000);
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis Tanpa Jaringan', OWN + SHARED);
  gateId = (await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Barat' })).id;
  const numbers = Array.from({ length: OWN + SHARED }, (_, n) => 20_000 + n);
  const tickets: MadeTicket[] = [];
  for (let from = 0; from < numbers.length; from += 12) {
    const some = numbers.slice(from, from + 12).map((n) => takeSeat(api, event.slug, n, { name: nameOf(n) }));
    tickets.push(...(await Promise.all(some)));
  }
  own.push(...tickets.slice(0, OWN));
  shared.push(...tickets.slice(OWN));
});
test.afterAll(async () => {
  for (const phone of phones) await phone.destroy();
  for (const network of networks) await network.close();
  await api.dispose();
});

async function openDoor(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/pintu?acara=${event.id}&pintu=${gateId}`);
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible({ timeout: 20_000 });
}

/** What lies in IndexedDB, as the page's own scripts see it. */
const stored = <Row>(page: Page, table: 'scans' | 'roster' | 'facts'): Promise<Row[]> =>
  page.evaluate(
    (name) =>
      new Promise<Row[]>((done) => {
        const opening = indexedDB.open('bintek-door');
        opening.onsuccess = () => {
          const reading = opening.result.transaction(name).objectStore(name).getAll() as IDBRequest<Row[]>;
          reading.onsuccess = () => {
            opening.result.close();
            done(reading.result);
          };
        };
      }),
    table,
  );

async function paired(
  baseURL: string,
  name: string,
  wrongBy: number,
): Promise<{ phone: Phone; page: Page; id: string; network: LossyNetwork }> {
  const phone = new Phone(wrongBy);
  phones.push(phone);
  const network = await LossyNetwork.before(baseURL);
  networks.push(network);
  const page = await phone.start();
  const made = await post<{ device: { id: string }; code: string }>(api, `/events/${event.id}/devices`, {
    name,
    role: 'scanner',
    gateIds: [gateId],
  });
  await pairAgain(page, network.origin, made.code);
  await openDoor(page, network.origin);
  await expect.poll(async () => (await stored(page, 'roster')).length, { timeout: 20_000 }).toBe(OWN + SHARED);
  const kept = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state ?? 'not there');
  await expect.poll(kept, { timeout: 30_000 }).toBe('activated');
  await phone.setOffline(true);
  return { phone, page, id: made.device.id, network };
}

async function pairAgain(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(`${origin}/pintu#pasang=${code}`);
  await expect(page.getByRole('heading', { name: 'Acara mana yang Anda jaga?' })).toBeVisible();
}

async function byCamera(page: Page, tickets: MadeTicket[]): Promise<void> {
  for (const { qr, printedName } of tickets) {
    await holdQr(page, qr);
    await expect(page.locator('section[role=alert]')).toContainText(printedName);
    await expect(page.locator('section[role=alert]')).toBeHidden();
  }
  await takeQrAway(page);
}

const byHandScanner = (page: Page, tickets: MadeTicket[]): Promise<void> =>
  scanByHand(
    page,
    tickets.map(({ qr }) => qr),
  );

function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((done) => (give = done));
  return { given, give: () => give() };
}

const unsent = async (page: Page): Promise<number> =>
  (await stored<Kept>(page, 'scans')).filter(({ state }) => state !== 'sent').length;

async function syncThrough(network: LossyNetwork, phone: Phone, page: Page): Promise<void> {
  await phone.setOffline(false);
  await expect.poll(() => unsent(page), { timeout: 60_000, intervals: [500] }).toBe(0);
  expect(network.calls).toBeGreaterThan(3);
}

test('two phones without network are put in order, and nothing is lost or told twice', async ({ baseURL }) => {
  test.setTimeout(240_000);
  const base = String(baseURL);
  const a = await paired(base, 'Ponsel A', 7 * MINUTE);
  const b = await paired(base, 'Ponsel B', -DAY);
  const orderA = [...shared.slice(0, FIRST_AT_A), ...own, ...shared.slice(FIRST_AT_A)];
  const reversed = [...shared].reverse();
  const orderB = [...reversed, ...reversed];

  // Who was first is planned, whatever the speed of this machine: each waits at the half of the other.
  const [halfOfA, halfOfB] = [signal(), signal()];
  const scanAtA = async (): Promise<void> => {
    await byCamera(a.page, orderA.slice(0, BY_CAMERA));
    await byHandScanner(a.page, orderA.slice(BY_CAMERA, FIRST_AT_A));
    halfOfA.give();
    await byHandScanner(a.page, orderA.slice(FIRST_AT_A, FIRST_AT_A + OWN));
    await halfOfB.given;
    await sleep(BEYOND_DOUBT);
    await byHandScanner(a.page, orderA.slice(FIRST_AT_A + OWN));
  };
  const scanAtB = async (): Promise<Page> => {
    await byCamera(b.page, orderB.slice(0, BY_CAMERA));
    await byHandScanner(b.page, orderB.slice(BY_CAMERA, SHARED - FIRST_AT_A));
    halfOfB.give();
    await halfOfA.given;
    await sleep(BEYOND_DOUBT);
    const first = byHandScanner(b.page, orderB.slice(SHARED - FIRST_AT_A, OWN + 20)).catch(() => undefined);
    await expect
      .poll(async () => (await stored(b.page, 'scans')).length, { timeout: 60_000, intervals: [100] })
      .toBeGreaterThan(KILLED_AFTER);
    await b.phone.kill();
    await first;
    const page = await b.phone.start();
    await b.phone.setOffline(true);
    await openDoor(page, b.network.origin);
    const survived = (await stored(page, 'scans')).length;
    expect(survived).toBeGreaterThan(KILLED_AFTER);
    await expect(page.getByText(`${survived} pindaian tersimpan di ponsel ini`)).toBeVisible();
    await byHandScanner(page, orderB.slice(survived));
    return page;
  };
  const [, pageB] = await Promise.all([scanAtA(), scanAtB()]);
  const keptA = await stored<Kept>(a.page, 'scans');
  const keptB = await stored<Kept>(pageB, 'scans');
  expect([keptA.length, keptB.length]).toEqual([SCANS, SCANS]);

  // Whoever finds the phone: only of whom it has scanned can anything be read.
  const found = JSON.stringify([keptB, await stored(pageB, 'roster'), await stored(pageB, 'facts')]);
  const disk = b.phone.dump();
  expect(found.includes(shared[0]?.printedName ?? '')).toBe(true);
  for (const { qr, printedName, ticketCode } of own) {
    for (const secret of [printedName, qr, ticketCode]) {
      expect([secret, found.includes(secret), disk.includes(secret)]).toEqual([secret, false, false]);
    }
  }

  const { code } = await post<{ code: string }>(api, `/events/${event.id}/devices/${b.id}/code`);
  await b.phone.setOffline(false);
  await pairAgain(pageB, b.network.origin, code);
  await b.phone.setOffline(true);
  // Where the cookie went with the battery, the losses hit requests that the server would have refused: once more.
  if ((await unsent(pageB)) > 0) b.network.calls = 0;
  await openDoor(pageB, b.network.origin);
  await Promise.all([syncThrough(a.network, a.phone, a.page), syncThrough(b.network, b.phone, pageB)]);

  const database = new Database(join(process.env.BROWSER_DATA ?? '', 'bintek.sqlite'), { readonly: true });
  const scans = database
    .prepare<[string], { id: string; registrationId: string; inScanId: string | null }>(
      `SELECT s.id, s.registration_id AS registrationId, p.in_scan_id AS inScanId
         FROM scan s LEFT JOIN presence p ON p.in_scan_id = s.id WHERE s.event_id = ?`,
    )
    .all(event.id);
  database.close();
  expect(scans.map(({ id }) => id).sort()).toEqual([...keptA, ...keptB].map(({ id }) => id).sort());
  // By the true time at the door the first one is in, whichever phone that was.
  const trueTime = new Map<string, number>();
  for (const [kept, { wrongBy }] of [
    [keptA, a.phone],
    [keptB, b.phone],
  ] as const) {
    for (const { id, scannedAt } of kept) trueTime.set(id, Date.parse(scannedAt) - wrongBy);
  }
  const firstOf = new Map<string, string>();
  for (const { id, registrationId } of scans) {
    const known = firstOf.get(registrationId);
    if (known === undefined || trueTime.get(id)! < trueTime.get(known)!) firstOf.set(registrationId, id);
  }
  const counted = scans.filter(({ inScanId }) => inScanId !== null).map(({ id }) => id);
  expect(counted.sort()).toEqual([...firstOf.values()].sort());
  expect(counted).toHaveLength(OWN + SHARED);

  const conflicts = (await (await api.get(`/api/events/${event.id}/conflicts`)).json()) as Conflict[];
  const names = (tickets: MadeTicket[]) => tickets.map(({ printedName }) => printedName).sort();
  const doubleAt = (device: string, before: string) =>
    conflicts
      .filter(
        ({ conflict, seen, first }) => conflict === 'double' && seen.device === device && first?.device === before,
      )
      .map(({ person }) => person?.printedName ?? '')
      .sort();
  expect(conflicts).toHaveLength(SHARED);
  expect(doubleAt('Ponsel B', 'Ponsel A')).toEqual(names(shared.slice(0, FIRST_AT_A)));
  expect(doubleAt('Ponsel A', 'Ponsel B')).toEqual(names(shared.slice(FIRST_AT_A)));
});
