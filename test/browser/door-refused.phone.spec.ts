import { type APIRequestContext, expect, type Page, type Route, test } from '@playwright/test';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, scanByHand, seeRequests } from './support/door.js';
import { apiAs, post, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';

const MINUTE = 60_000;

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis yang Ditolak Server', 10);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu' });
  place = { eventId: event.id, gateId: gate.id };
});
test.afterAll(() => api.dispose());

async function arrived(printedName: string): Promise<boolean> {
  const answer = await api.get(`/api/events/${event.id}/scans/recent?limit=20`);
  return ((await answer.json()) as { printedName: string }[]).some((scan) => scan.printedName === printedName);
}

/** A server that does not take what was read, as one that is older or newer than the page. @returns how often it was asked */
async function refuse(page: Page, input: string, inTime = Promise.resolve()): Promise<() => number> {
  let asked = 0;
  const answer = async (route: Route): Promise<void> => {
    if (!route.request().postData()?.includes(input)) return route.fallback();
    if (route.request().url().endsWith('/sync')) asked++;
    await inTime;
    await route.fulfill({ status: 422, json: { title: 'No', code: 'VALIDATION_FAILED' } });
  };
  await page.route(/\/scans(\/sync)?$/, answer);
  return () => asked;
}

test('what the server refused is tried again, after all others, seldom, until it is taken', async ({
  page,
  context,
  baseURL,
}) => {
  const [bad, good] = [await takeSeat(api, event.slug, 8901), await takeSeat(api, event.slug, 8902)];
  const band = page.getByText('1 pindaian tidak diterima server.');
  const minutesPass = async (minutes: number): Promise<void> => {
    for (let n = 0; n < minutes; n++) {
      // The last of what an exchange waits for: the clock would cut off a request that is under way.
      const heard = page.waitForResponse('**/door/heartbeat');
      await page.clock.fastForward(MINUTE);
      await heard;
    }
  };
  await page.clock.install();
  await replaceCamera(page);
  await seeRequests(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  let asked = await refuse(page, bad.qr);
  await scanByHand(page, [bad.qr]);
  await expect(band).toBeVisible();
  await scanByHand(page, [good.qr]);
  await expect.poll(() => arrived(good.printedName)).toBe(true);
  // Once when it was set aside, and once more.
  await page.clock.fastForward(MINUTE);
  await expect.poll(asked).toBe(2);
  await minutesPass(5);
  await expect(band).toBeVisible();
  expect(asked()).toBe(2);

  // An opening that nobody answers knows it too, when the storage is taken away under it.
  await context.setOffline(true);
  await page.reload();
  await expect(band).toBeVisible();
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        indexedDB.deleteDatabase('bintek-door').onsuccess = () => done();
      }),
  );
  await page.clock.fastForward(6_000);
  await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length)).toBe(1);
  await page.reload();
  await expect(band).toBeVisible();

  // A server that does not answer it either holds up nothing.
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.unrouteAll();
  let answer = (): void => undefined;
  asked = await refuse(page, bad.qr, new Promise((done) => (answer = done)));
  await openDoor(page, place);
  await expect(band).toBeVisible();
  await expect.poll(asked).toBe(1);
  const heard = page.waitForResponse('**/scans/counts', { timeout: 10_000 });
  await page.clock.fastForward(6_000);
  await heard;
  answer();
  await minutesPass(5);
  expect(asked()).toBe(1);
  await expect(band).toBeVisible();
  expect(await arrived(bad.printedName)).toBe(false);

  await page.unrouteAll();
  await page.clock.fastForward(60 * MINUTE);
  await expect(band).toBeHidden();
  expect(await arrived(bad.printedName)).toBe(true);
});

test('a phone that is paired anew first sends again all that was refused', async ({ page, baseURL }) => {
  const { qr } = await takeSeat(api, event.slug, 8903);
  await replaceCamera(page);
  await seeRequests(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  await refuse(page, qr);
  await scanByHand(page, Array<string>(21).fill(qr));
  await expect(page.getByText('21 pindaian tidak diterima server.')).toBeVisible();
  await page.goto('about:blank');
  await page.unrouteAll();
  const asked = await refuse(page, qr);
  const phone = { name: 'Ponsel Baru', role: 'scanner', gateIds: null };
  const { code } = await post<{ code: string }>(api, `/events/${event.id}/devices`, phone);
  await page.goto(`/pintu#pasang=${code}`);
  await expect(page.getByRole('heading', { name: 'Acara mana yang Anda jaga?' })).toBeVisible();
  expect(asked()).toBe(21);
});
