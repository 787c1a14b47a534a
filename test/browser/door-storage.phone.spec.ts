import { type APIRequestContext, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, scanByHand, seeRequests, verdict } from './support/door.js';
import { apiAs, type MadeTicket, post, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;
const tickets: MadeTicket[] = [];

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis dengan Penyimpanan Hilang', 20);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Utara' });
  place = { eventId: event.id, gateId: gate.id };
  for (let n = 8801; n <= 8818; n++) tickets.push(await takeSeat(api, event.slug, n));
});
test.afterAll(() => api.dispose());

function ticket(): MadeTicket {
  const next = tickets.pop();
  if (!next) throw new Error('Everybody has been scanned: register more');
  return next;
}

/** Those whom the server knows to have come by a scan. */
async function arrived(guests: MadeTicket[]): Promise<string[]> {
  const answer = await api.get(`/api/events/${event.id}/scans/recent?limit=20`);
  const names = ((await answer.json()) as { printedName: string }[]).map(({ printedName }) => printedName);
  return guests.map(({ printedName }) => printedName).filter((name) => names.includes(name));
}

const namesOf = (guests: MadeTicket[]): string[] => guests.map(({ printedName }) => printedName);

async function letIn(page: Page, { qr, printedName }: MadeTicket): Promise<void> {
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.getByLabel('Kode tiket atau NIP', { exact: true }).fill(qr);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toContainText(printedName);
  await expect(verdict(page)).toBeHidden();
}

const kept = (page: Page, count: number) => page.getByText(`${count} pindaian tersimpan di ponsel ini`);
const broken = (page: Page) => page.getByText('Gawai ini tidak dapat menyimpan pindaian.');

async function readyDoor(page: Page, baseURL: string | undefined): Promise<void> {
  await replaceCamera(page);
  await seeRequests(page);
  // What the browser gives the page as its connection, to be taken away from it.
  await page.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB);
    const connections: IDBDatabase[] = [];
    Object.assign(window, { connections });
    IDBFactory.prototype.open = (...given) => {
      const opening = open(...given);
      opening.addEventListener('success', () => connections.push(opening.result));
      return opening;
    };
  });
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
}

const takeConnectionAway = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const each of (window as unknown as { connections: IDBDatabase[] }).connections) each.close();
  });

/** Another page of the same site, as which the settings of a browser act too. */
async function besides(context: BrowserContext): Promise<Page> {
  const other = await context.newPage();
  await other.goto('/door-files.json');
  return other;
}

const deleteTables = (other: Page): Promise<void> =>
  other.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const deleting = indexedDB.deleteDatabase('bintek-door');
        deleting.onsuccess = () => done();
        deleting.onerror = () => fail(new Error('not deleted'));
      }),
  );

const failStorage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const own = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!;
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('Internal error', 'UnknownError');
    };
    Object.assign(window, { mend: () => Object.defineProperty(IDBDatabase.prototype, 'transaction', own) });
  });

const mendStorage = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as { mend: () => void }).mend());

test('a connection to the storage that is taken away is opened anew, with and without a network', async ({
  page,
  context,
  baseURL,
}) => {
  const guests = [ticket(), ticket(), ticket()] as const;
  await readyDoor(page, baseURL);
  await takeConnectionAway(page);
  await letIn(page, guests[0]);
  await context.setOffline(true);
  await takeConnectionAway(page);
  await letIn(page, guests[1]);
  await takeConnectionAway(page);
  await letIn(page, guests[2]);
  await expect(kept(page, 2)).toBeVisible();
  await expect(page.getByText('Penyimpanan gawai')).toBeHidden();
  await page.reload();
  await expect(kept(page, 2)).toBeVisible();
  await context.setOffline(false);
  await expect.poll(() => arrived([...guests])).toEqual(namesOf([...guests]));
});

test('tables that are deleted under an open door are made anew, with what it has kept and what it must know', async ({
  page,
  context,
  baseURL,
}) => {
  const guests = [ticket(), ticket(), ticket()] as const;
  await page.clock.install();
  await readyDoor(page, baseURL);
  const other = await besides(context);
  await context.setOffline(true);
  await letIn(page, guests[0]);
  await expect(kept(page, 1)).toBeVisible();
  await deleteTables(other);
  // Its roster is gone with them: until it is fetched again nobody has a name here.
  await scanByHand(page, [guests[1].qr]);
  const lines = page.getByRole('listitem');
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText('diperiksa nanti');
  await expect(page.getByText('Daftar peserta belum pernah diambil')).toBeVisible();
  await page.reload();
  await expect(lines).toHaveCount(2);
  await deleteTables(other);
  await page.clock.fastForward(6_000);

  await context.setOffline(false);
  await expect.poll(() => arrived([guests[0], guests[1]])).toEqual(namesOf([guests[0], guests[1]]));
  await deleteTables(other);
  const fetched = page.waitForResponse('**/roster');
  await page.clock.fastForward(6_000);
  await fetched;
  await keptForLater(page);
  await context.setOffline(true);
  await letIn(page, guests[2]);
});

test('what a door kept comes back into tables that another tab has made anew first', async ({
  page,
  context,
  baseURL,
}) => {
  const guests = [ticket(), ticket()] as const;
  await readyDoor(page, baseURL);
  const other = await besides(context);
  await context.setOffline(true);
  for (const guest of guests) await letIn(page, guest);
  await expect(kept(page, 2)).toBeVisible();
  // As a tab in the background it does nothing by itself.
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }));
  await deleteTables(other);
  await other.goto('/pintu');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Gawai ini belum pernah dibuka di pintu acara');
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: false }));
  await context.setOffline(false);
  await expect.poll(() => arrived([...guests])).toEqual(namesOf([...guests]));
  await keptForLater(page);
});

test('a storage that fails is not called full, and the server is asked as long as it can be', async ({
  page,
  context,
  baseURL,
}) => {
  const guests = [ticket(), ticket(), ticket()] as const;
  await page.clock.install();
  await readyDoor(page, baseURL);
  await failStorage(page);
  await letIn(page, guests[0]);
  await expect(broken(page)).toBeVisible();
  await expectAccessible(page);
  const asked = page.waitForResponse('**/scans/counts');
  await page.clock.fastForward(6_000);
  await asked;
  await expect(page.getByText('Daring')).toBeVisible();
  await letIn(page, guests[1]);
  await expect(page.getByText('Penyimpanan gawai hampir penuh.')).toBeHidden();

  await context.setOffline(true);
  await expect(page.getByText('Luring')).toBeVisible();
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.keyboard.type(guests[2].qr);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('BELUM TERCATAT');
  await expect(verdict(page)).toContainText('Gawai ini tidak dapat menyimpan pindaian.');
  await expect(verdict(page)).not.toContainText(guests[2].printedName);
  const heard = page.waitForResponse('**/scans/counts');
  await context.setOffline(false);
  await page.clock.fastForward(6_000);
  await heard;
  await expect(page.locator('.chip.ok')).toBeAttached();
  await page.getByRole('button', { name: 'Coba lagi' }).click();
  await expect(verdict(page)).toContainText(guests[2].printedName);
  await expect(verdict(page)).toBeHidden();
  await mendStorage(page);
  await page.clock.fastForward(6_000);
  await expect(broken(page)).toBeHidden();
  expect(await arrived([...guests])).toEqual(namesOf([...guests]));
});

test('what was kept before the storage failed is sent once all the same, and noted when it can be', async ({
  page,
  context,
  baseURL,
}) => {
  const guest = ticket();
  let sent = 0;
  await page.clock.install();
  await readyDoor(page, baseURL);
  await page.route('**/scans/sync', (route) => {
    sent++;
    return route.fallback();
  });
  await context.setOffline(true);
  await letIn(page, guest);
  await expect(kept(page, 1)).toBeVisible();
  await failStorage(page);
  sent = 0;
  await context.setOffline(false);
  await expect.poll(() => arrived([guest])).toEqual(namesOf([guest]));
  await expect(broken(page)).toBeVisible();
  for (let n = 0; n < 3; n++) {
    const heard = page.waitForResponse('**/scans/counts');
    await page.clock.fastForward(6_000);
    await heard;
  }
  expect(sent).toBe(1);
  await mendStorage(page);
  await page.clock.fastForward(6_000);
  await expect(broken(page)).toBeHidden();
  await expect(page.getByText('menunggu kirim')).toBeHidden();
});

test('a storage that does not answer keeps nobody waiting for the server', async ({ page, context, baseURL }) => {
  const guests = [ticket(), ticket()] as const;
  await readyDoor(page, baseURL);
  // Whoever opens the tables waits until they are deleted, and this page does not let them be.
  const other = await besides(context);
  await other.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open('bintek-door');
        opening.onsuccess = () => {
          indexedDB.deleteDatabase('bintek-door').onblocked = () => done();
        };
      }),
  );
  await letIn(page, guests[0]);
  await expect(broken(page)).toBeVisible();
  await other.close();
  await letIn(page, guests[1]);
  await expect(broken(page)).toBeHidden();
  expect(await arrived([...guests])).toEqual(namesOf([...guests]));
});
