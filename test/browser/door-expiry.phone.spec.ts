import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, seeRequests, verdict } from './support/door.js';
import { apiAs, type MadeTicket, post, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis dengan Gawai Pinjaman', 10);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu' });
  place = { eventId: event.id, gateId: gate.id };
});
test.afterAll(() => api.dispose());

async function pairFor(page: Page, hours: number, origin: string): Promise<void> {
  const expiresAt = new Date(Date.now() + hours * HOUR).toISOString();
  const phone = { name: 'Ponsel Pinjaman', role: 'scanner', gateIds: [place.gateId], expiresAt };
  const { code } = await post<{ code: string }>(api, `/events/${event.id}/devices`, phone);
  await page.request.post(`${origin}/api/devices/pairing`, { data: { code }, headers: { origin } });
}

async function scan(page: Page, { qr }: Pick<MadeTicket, 'qr'>): Promise<void> {
  const field = page.getByLabel('Kode tiket atau NIP', { exact: true });
  if (!(await field.isVisible())) await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await field.fill(qr);
  await page.keyboard.press('Enter');
}

test('a phone without a network lets nobody in by itself after its own end, by the clock of the server', async ({
  page,
  context,
  baseURL,
}) => {
  const [before, after, typed, last] = [
    await takeSeat(api, event.slug, 8921),
    await takeSeat(api, event.slug, 8922),
    await takeSeat(api, event.slug, 8924),
    await takeSeat(api, event.slug, 8923),
  ];
  const ended = page.getByText('Gawai ini tidak lagi dipakai untuk acara ini.');
  const noted = async (guest: Pick<MadeTicket, 'qr'>): Promise<void> => {
    await scan(page, guest);
    await expect(verdict(page)).toContainText('DICATAT');
    await expect(verdict(page)).toContainText('Minta pengawas atau panitia memutuskan');
    await page.getByRole('button', { name: 'Pindai berikutnya' }).click();
  };
  // Its own clock says that its end is a day away.
  await page.clock.install({ time: Date.now() - DAY });
  await replaceCamera(page);
  await seeRequests(page);
  await pairFor(page, 1, String(baseURL));
  await openDoor(page, place);
  await keptForLater(page);
  // An officer of another event signs in on it, and is told nothing of this one.
  const ofOfficer = { device: null, officer: 'Petugas Lain', events: [], now: new Date().toISOString() };
  const news = /\/api\/door\?eventId=/;
  await page.route(news, (route) => route.fulfill({ json: ofOfficer }));
  const told = page.waitForResponse(news);
  await page.clock.fastForward(MINUTE);
  await told;
  await page.unroute(news);
  await context.setOffline(true);
  await scan(page, before);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();
  await expect(page.getByText('1 pindaian tersimpan di ponsel ini')).toBeVisible();
  await expect(ended).toBeHidden();

  await page.clock.fastForward(2 * HOUR);
  await expect(ended).toBeVisible();
  await noted(after);
  // Nor whom it cannot check: a typed code says nothing without the server.
  await noted({ qr: typed.ticketCode });
  await page.reload();
  await expect(ended).toBeVisible();
  await noted(last);

  // For the server no time has passed; the phone was wrong.
  await context.setOffline(false);
  await expect(ended).toBeHidden();
  const names = async () => {
    const answer = await api.get(`/api/events/${event.id}/scans/recent?limit=5`);
    return ((await answer.json()) as { printedName: string }[]).map(({ printedName }) => printedName).sort();
  };
  await expect.poll(names).toEqual([before, after, typed, last].map(({ printedName }) => printedName).sort());
});
