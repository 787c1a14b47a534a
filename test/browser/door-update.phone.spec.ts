import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { holdQr, replaceCamera, takeQrAway } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, scanByHand, seeRequests, verdict } from './support/door.js';
import { apiAs, type MadeTicket, post, runningEvent, takeSeat } from './support/made-event.js';
import { Releases } from './support/releases.js';

let api: APIRequestContext;
let place: DoorPlace;
let slug: string;
let releases: Releases;
let first: MadeTicket;
let second: MadeTicket;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  const event = await runningEvent(api, 'Bimbingan Teknis saat Pembaruan', 5);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Baru' });
  place = { eventId: event.id, gateId: gate.id };
  slug = event.slug;
  [first, second] = [await takeSeat(api, event.slug, 8401), await takeSeat(api, event.slug, 8402)];
  releases = await Releases.before(String(baseURL));
});
test.afterAll(async () => {
  await releases.close();
  await api.dispose();
});

/** The browser looks for a newer worker, as it does by itself on opening a page. @returns what became of the one it found */
const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    const worker = registration?.installing ?? registration?.waiting;
    while (worker && !['installed', 'redundant'].includes(worker.state)) {
      await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
    }
    return worker?.state;
  });

/** The minute after which the page looks whether there is a newer one. */
async function minuteLater(page: Page): Promise<void> {
  await page.clock.fastForward(61_000);
  await page.waitForTimeout(300);
}

const scriptOf = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.querySelector<HTMLScriptElement>('script[src*=main-]')?.src.split('/').at(-1));
const scriptsKept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      found.push(...requests.map(({ url }) => url.split('/').at(-1) ?? '').filter((file) => file.includes('main-')));
    }
    return found;
  });

async function newestIsTaken(page: Page): Promise<void> {
  await expect(async () => {
    await minuteLater(page);
    expect(await scriptOf(page)).toBe(releases.newest);
    expect(await scriptsKept(page)).toEqual([releases.newest]);
  }).toPass({ timeout: 20_000, intervals: [100] });
}

test('a newer version waits until nothing is to be sent and nobody is before the camera', async ({ page, context }) => {
  await replaceCamera(page);
  await seeRequests(page);
  await page.clock.install();
  await pairPhone(page, api, place, { origin: releases.origin });
  await openDoor(page, place, `${releases.origin}/pintu`);
  await keptForLater(page);
  const old = releases.newest;
  const cutOff = async (): Promise<void> => {
    await page.route('**/scans/sync', (route) => route.abort());
    await page.route('**/scans', (route) => route.abort());
  };
  const reconnect = async (): Promise<void> => {
    await page.unrouteAll();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(waiting).toBeHidden();
  };
  const scan = async ({ qr, printedName }: MadeTicket): Promise<void> => {
    await holdQr(page, qr);
    await expect(verdict(page)).toContainText(printedName);
    await takeQrAway(page);
    await expect(verdict(page)).toBeHidden();
  };
  const waiting = page.getByText('1 pindaian tersimpan di ponsel ini');

  await cutOff();
  await scan(first);
  await expect(waiting).toBeVisible();
  releases.publish();
  expect(await lookForUpdate(page)).toBe('redundant');
  await minuteLater(page);
  expect([await scriptOf(page), await scriptsKept(page)]).toEqual([old, [old]]);

  await reconnect();
  await holdQr(page, 'https://s.example/menu-kantin');
  await expect(verdict(page)).toContainText('TOLAK');
  await takeQrAway(page);
  expect(await lookForUpdate(page)).toBe('installed');
  await minuteLater(page);
  await expect(verdict(page)).toContainText('TOLAK');
  await cutOff();
  await page.getByRole('button', { name: 'Pindai berikutnya' }).click();
  await scan(second);
  await expect(waiting).toBeVisible();
  await minuteLater(page);
  await expect(waiting).toBeVisible();
  expect(await scriptOf(page)).toBe(old);

  await reconnect();
  await newestIsTaken(page);
  // A page that nobody loads anew looks by itself.
  releases.publish();
  await newestIsTaken(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  expect(await scriptOf(page)).toBe(releases.newest);
  const stored = await api.get(`/api/events/${place.eventId}/scans/recent?limit=5`);
  const verdicts = ((await stored.json()) as { verdict: string }[]).map((row) => row.verdict);
  expect(verdicts.sort()).toEqual(['accepted', 'accepted', 'malformed']);
});

test('what another event does not take any more holds up no newer version', async ({ page }) => {
  const event = await runningEvent(api, 'Bimbingan Teknis sesudah Pembaruan', 5);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Lanjutan' });
  await takeSeat(api, event.slug, 8404);
  const guest = await takeSeat(api, slug, 8403);
  const { origin } = releases;
  await replaceCamera(page);
  await seeRequests(page);
  await page.clock.install();
  await pairPhone(page, api, place, { origin });
  await openDoor(page, place, `${origin}/pintu`);
  await keptForLater(page);
  await page.route(/\/scans(\/sync)?$/, (route) => route.abort());
  await scanByHand(page, [guest.qr]);
  await expect(page.getByText('1 pindaian tersimpan di ponsel ini')).toBeVisible();
  await page.goto('about:blank');
  await page.unrouteAll();
  const next = { eventId: event.id, gateId: gate.id };
  await pairPhone(page, api, next, { origin });
  await openDoor(page, next, `${origin}/pintu`);
  releases.publish();
  await newestIsTaken(page);
  await expect(page.getByText('1 pindaian acara lain belum dapat diserahkan.')).toBeVisible();
});
