import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { replaceCamera } from './support/camera.js';
import { keptForLater, openDoor, seeRequests, verdict } from './support/door.js';
import { apiAs, post, publishEvent, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';

const MINUTE = 60_000;

let api: APIRequestContext;
let here: PublishedEvent;
let there: PublishedEvent;
let later: PublishedEvent;
const gates = new Map<PublishedEvent, string>();

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  here = await runningEvent(api, 'Bimbingan Teknis di Aula', 10);
  there = await runningEvent(api, 'Bimbingan Teknis di Ruang Rapat', 10);
  later = await publishEvent(api, 'Bimbingan Teknis Pekan Depan', 10);
  for (const event of [here, there, later]) {
    gates.set(event, (await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu' })).id);
    await takeSeat(api, event.slug, 8940);
  }
});
test.afterAll(() => api.dispose());

const placeAt = (event: PublishedEvent) => ({ eventId: event.id, gateId: gates.get(event)! });

/** For which events tickets lie on the phone. */
const eventsKept = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        const opening = indexedDB.open('bintek-door');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('roster').objectStore('roster').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            done([...new Set((reading.result as { eventId: string }[]).map(({ eventId }) => eventId))].sort());
          };
        };
      }),
  );

async function scan(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.getByLabel('Kode tiket atau NIP', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

test('a phone of two events of today knows both, and is carried to the other door without a network', async ({
  page,
  context,
  baseURL,
}) => {
  const guest = await takeSeat(api, there.slug, 8941);
  const origin = String(baseURL);
  await page.clock.install();
  await replaceCamera(page);
  await seeRequests(page);
  const others = [there, later].map(({ id }) => ({ eventId: id, gateIds: null }));
  const phone = { name: 'Ponsel Dua Acara', role: 'scanner', gateIds: null, otherEvents: others };
  const { code } = await post<{ code: string }>(api, `/events/${here.id}/devices`, phone);
  await page.request.post(`${origin}/api/devices/pairing`, { data: { code }, headers: { origin } });
  // A fetch that breaks off does not ask for the list of events with each roster.
  const roster = `**/events/${there.id}/roster*`;
  await page.route(roster, (route) => route.abort());
  let lists = 0;
  page.on('request', (request) => (lists += request.url().endsWith('/api/door') ? 1 : 0));
  const failed = page.waitForRequest(roster);
  await openDoor(page, placeAt(here));
  await keptForLater(page);
  await failed;
  lists = 0;
  for (let n = 0; n < 2; n++) {
    const told = page.waitForResponse('**/door/heartbeat');
    await page.clock.fastForward(35_000);
    await told;
  }
  expect(lists).toBe(0);
  await page.unroute(roster);
  await page.clock.fastForward(MINUTE);
  await expect.poll(() => eventsKept(page)).toEqual([here.id, there.id].sort());

  // Not again while somebody reads a verdict, however long.
  let asked = 0;
  await page.route(`**/events/${there.id}/roster*`, (route) => {
    asked++;
    return route.fallback();
  });
  await scan(page, 'https://s.example/menu-kantin');
  await expect(verdict(page)).toContainText('TOLAK');
  const told = page.waitForResponse('**/door/heartbeat');
  await page.clock.fastForward(11 * MINUTE);
  await told;
  const toldAgain = page.waitForResponse('**/door/heartbeat');
  await page.clock.fastForward(MINUTE);
  await toldAgain;
  expect(asked).toBe(0);
  await page.getByRole('button', { name: 'Pindai berikutnya' }).click();
  await page.clock.fastForward(MINUTE);
  await expect.poll(() => asked).toBe(1);

  await context.setOffline(true);
  await page.goto(`/pintu?acara=${there.id}`);
  await page.getByRole('link', { name: 'Pintu', exact: true }).click();
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await scan(page, guest.qr);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toContainText(guest.printedName);
});
