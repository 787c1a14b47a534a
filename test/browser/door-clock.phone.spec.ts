import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, scanByHand, verdict } from './support/door.js';
import { apiAs, type PublishedEvent, post, runningEvent, takeSeat } from './support/made-event.js';
import { setClockWrong } from './support/wrong-clock.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis dengan Jam Salah', 20);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu' });
  place = { eventId: event.id, gateId: gate.id };
});
test.afterAll(() => api.dispose());

const get = async <T>(path: string): Promise<T> =>
  (await (await api.get(`/api/events/${event.id}${path}`)).json()) as T;
const arrival = async (q: string) =>
  (await get<{ rows: { status: string; inAt: string | null }[] }>(`/presence?q=${q}`)).rows[0];
const conflictOf = async (name: string) =>
  (await get<{ conflict: string; person: { printedName: string } | null }[]>('/conflicts')).find(({ person }) =>
    person?.printedName.includes(name),
  )?.conflict;

/** Ready to work without a network, its clock wrong from the beginning. */
async function doorOf(page: Page, baseURL: string | undefined, wrongBy: number): Promise<void> {
  await replaceCamera(page);
  await setClockWrong(page, wrongBy);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
}

for (const [wrongBy, name] of [
  [-DAY, 'Kemarin'],
  [-25 * MINUTE, 'Lambat'],
  [40 * MINUTE, 'Cepat'],
] as const) {
  test(`a clock that is wrong by ${wrongBy / MINUTE} minutes and set right before the scans are sent shifts nothing`, async ({
    page,
    context,
    baseURL,
  }) => {
    const guest = await takeSeat(api, event.slug, 8700 + name.length, { name: `Yosua ${name}` });
    await doorOf(page, baseURL, wrongBy);
    await context.setOffline(true);
    const scannedAt = Date.now();
    await scanByHand(page, [guest.qr]);
    await expect(page.getByText('1 pindaian tersimpan di ponsel ini')).toBeVisible();
    await setClockWrong(page, 0);
    await context.setOffline(false);
    await expect.poll(async () => (await arrival(name))?.inAt ?? null).not.toBeNull();
    const inAt = Date.parse(String((await arrival(name))?.inAt));
    expect(Math.abs(inAt - scannedAt)).toBeLessThan(MINUTE);
    expect(await conflictOf(name)).toBeUndefined();
  });
}

test('of a clock that was set while nobody could look, a person rules on the scans', async ({
  page,
  context,
  baseURL,
}) => {
  const guest = await takeSeat(api, event.slug, 8711, { name: 'Yosua Ragu' });
  await doorOf(page, baseURL, -25 * MINUTE);
  await context.setOffline(true);
  await scanByHand(page, [guest.qr]);
  await expect(page.getByText('1 pindaian tersimpan di ponsel ini')).toBeVisible();
  await setClockWrong(page, 0);
  await page.reload();
  await context.setOffline(false);
  await expect.poll(() => conflictOf('Ragu')).toBe('clock_implausible');
  expect((await arrival('Ragu'))?.status).toBe('absent');
});

test('a clock that says a time before the server was last heard sends nobody away', async ({
  page,
  context,
  baseURL,
}) => {
  const guest = await takeSeat(api, event.slug, 8712, { name: 'Yosua Tiba' });
  await doorOf(page, baseURL, 0);
  await context.setOffline(true);
  await setClockWrong(page, -3 * DAY);
  await page.reload();
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.keyboard.type(guest.qr);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('DICATAT');
  await expect(verdict(page)).toContainText('Yosua Tiba');
});

test('ages go by the time that has passed, whatever is done to the clock', async ({ page, context, baseURL }) => {
  const first = await takeSeat(api, event.slug, 8713, { name: 'Yosua Dulu' });
  const second = await takeSeat(api, event.slug, 8714, { name: 'Yosua Barusan' });
  await page.clock.install();
  await replaceCamera(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  await scanByHand(page, [first.qr, second.qr]);
  const row = page.getByRole('listitem').filter({ hasText: first.printedName });
  const undo = page.getByRole('button', { name: 'Urungkan' });
  await expect(undo).toBeVisible();
  // For the server no time passes: asked, it would tell the phone so.
  await context.setOffline(true);
  await page.clock.setSystemTime(Date.now() + 40 * MINUTE);
  await page.clock.runFor(2_000);
  await expect(row).toContainText(/baru saja|\d+ dtk/);
  await expect(undo).toBeVisible();
  await page.clock.fastForward(10 * MINUTE);
  await expect(row).toContainText('10 mnt');
  await expect(undo).toBeHidden();
  await page.keyboard.type(first.qr);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('SUDAH MASUK');
  await expect(verdict(page)).toContainText('10 menit lalu');
});
