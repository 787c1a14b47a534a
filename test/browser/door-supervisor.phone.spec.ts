import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { replaceCamera } from './support/camera.js';
import { signIn } from './support/demo.js';
import { type DoorPlace, openDoor, pairPhone, verdict } from './support/door.js';
import { apiAs, type MadeTicket, post, runningEvent, sendKept, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let place: DoorPlace;
let guest: MadeTicket;
let double: MadeTicket;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  const event = await runningEvent(api, 'Bimbingan Teknis dengan Pengawas', 5);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Utara' });
  place = { eventId: event.id, gateId: gate.id };
  guest = await takeSeat(api, event.slug, 8301, { name: 'Yohana Tanpaponsel' });
  double = await takeSeat(api, event.slug, 8302, { name: 'Deni Duakali' });
});
test.afterAll(() => api.dispose());

test("a supervisor's phone finds by name, lets in with a reason, and rules on a conflict", async ({
  page,
  baseURL,
}) => {
  for (const minutesAgo of [5, 3]) {
    await sendKept(api, place.eventId, { deviceLabel: `Ponsel ${minutesAgo}`, qr: double.qr, minutesAgo });
  }
  await replaceCamera(page);
  await pairPhone(page, api, place, { role: 'supervisor', origin: String(baseURL) });
  await openDoor(page, place);
  await page.getByRole('button', { name: 'Cari nama' }).click();
  const panel = page.getByRole('region', { name: 'Pengawas' });
  const heading = panel.getByRole('heading', { level: 1 });
  await expect(heading).toBeFocused();
  await expect(panel).toContainText(double.printedName);
  // A hand scanner that types now must not fill the box behind the panel.
  await page.keyboard.type(guest.ticketCode);
  await expect(page.locator('#field-code')).toHaveCount(0);

  const found = panel.getByRole('list', { name: 'Peserta yang cocok' }).getByRole('button');
  const find = async (name = 'tanpapon'): Promise<void> => {
    await panel.getByLabel('Nama peserta').fill(name);
    await panel.getByRole('button', { name: 'Cari', exact: true }).click();
  };
  await find('ta');
  const box = panel.getByLabel('Nama peserta');
  await expect(box).toHaveAccessibleDescription(/Ketik sedikitnya tiga huruf/);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  for (const digits of ['19900615 201406 1 003', `${guest.ticketCode}7`]) {
    await find(digits);
    await expect(box).toHaveAccessibleDescription(/Ketik nama tanpa angka\. NIP dan kode diketik di pemindai\./);
    await box.fill('tanpapon');
    await expect(box).not.toHaveAccessibleDescription(/tanpa angka/);
  }
  expect(asked.filter((url) => url.includes('/scans/people'))).toEqual([]);
  await find();
  await expect(found).toContainText(guest.printedName);
  await expect(found).toContainText(/\d{4}\*{10}\d{4}/);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await found.click();

  const admit = panel.getByRole('button', { name: 'Izinkan masuk' });
  await expect(admit).toBeDisabled();
  await panel.getByRole('button', { name: 'Ponselnya mati' }).click();
  await expect(panel.getByLabel('Alasan')).toHaveValue('Ponselnya mati');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await admit.click();
  await expect(panel.getByText(`${guest.printedName} masuk.`)).toBeVisible();
  await expect(heading).toBeFocused();
  const presence = await api.get(`/api/events/${place.eventId}/presence?q=Tanpaponsel`);
  const { rows } = (await presence.json()) as { rows: { status: string }[] };
  expect(['present', 'late']).toContain(rows[0]?.status);
  await find();
  await found.click();
  await panel.getByRole('button', { name: 'Ponselnya mati' }).click();
  await admit.click();
  await expect(panel.getByText(`${guest.printedName} sudah ada di dalam sejak tadi.`)).toBeVisible();

  await panel.getByRole('button', { name: 'Jangan dihitung' }).click();
  await expect(panel.getByText('Tidak ada yang menunggu keputusan.')).toBeVisible();
  await expect(heading).toBeFocused();
  expect(await (await api.get(`/api/events/${place.eventId}/conflicts`)).json()).toEqual([]);
  await panel.getByRole('button', { name: 'Kembali memindai' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pintu Utara');
});

test.describe('without the worker that keeps it', () => {
  test.use({ serviceWorkers: 'block' });

  test('the panel that cannot be fetched says so, and opens once the network is back', async ({ page, baseURL }) => {
    await replaceCamera(page);
    await pairPhone(page, api, place, { role: 'supervisor', origin: String(baseURL) });
    await openDoor(page, place);
    await page.route('**/*.js', (route) => route.abort());
    await page.getByRole('button', { name: 'Cari nama' }).click();
    await expect(verdict(page).getByRole('heading')).toHaveText('TIDAK TERBUKA');
    await expect(verdict(page)).toContainText('Bagian ini tidak terbuka. Periksa jaringan, lalu coba lagi.');
    await expectAccessible(page);
    await page.unroute('**/*.js');
    await verdict(page).getByRole('button', { name: 'Coba lagi' }).click();
    // Browsers remember a script that did not come as long as the page lives: it is loaded anew.
    await expect(verdict(page)).toBeHidden();
    await page.getByRole('button', { name: 'Cari nama' }).click();
    await expect(page.getByRole('region', { name: 'Pengawas' }).getByRole('heading', { level: 1 })).toBeFocused();
  });

  test('so does the form for who is not registered', async ({ page }) => {
    const found = await api.get('/api/directory/employees?limit=1');
    const [employee] = ((await found.json()) as { rows: { nip: string; name: string }[] }).rows;
    await replaceCamera(page);
    await signIn(page, 'panitia');
    await openDoor(page, place);
    const typeNip = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
      await page.getByLabel('Kode tiket, NIP, atau nama').fill(employee?.nip ?? '');
      await page.getByRole('button', { name: 'Periksa' }).click();
    };
    await page.route('**/*.js', (route) => route.abort());
    await typeNip();
    await expect(verdict(page).getByRole('heading')).toHaveText('TIDAK TERBUKA');
    await page.unroute('**/*.js');
    await verdict(page).getByRole('button', { name: 'Coba lagi' }).click();
    await expect(verdict(page)).toBeHidden();
    await typeNip();
    await expect(verdict(page)).toContainText('BELUM TERDAFTAR');
    await expect(verdict(page)).toContainText(employee?.name ?? '');
  });
});

test('a phone that only scans sees nobody', async ({ page, baseURL }) => {
  const origin = String(baseURL);
  await replaceCamera(page);
  await pairPhone(page, api, place, { origin });
  await openDoor(page, place);
  await expect(page.getByRole('button', { name: 'Ketik kode atau NIP' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cari nama' })).toHaveCount(0);
  const at = `/api/events/${place.eventId}`;
  const now = new Date().toISOString();
  const admission = { id: randomUUID(), registrationId: randomUUID(), gateId: place.gateId, reason: 'Ponselnya mati' };
  const headers = { origin };
  const answers = await Promise.all([
    page.request.get(`${at}/scans/people?name=tanpapon`),
    page.request.get(`${at}/conflicts`),
    page.request.get(`${at}/registrations`),
    page.request.post(`${at}/scans/admissions`, { data: { ...admission, scannedAt: now, sentAt: now }, headers }),
    page.request.post(`${at}/scans/${randomUUID()}/rulings`, { data: { decision: 'void' }, headers }),
  ]);
  for (const answer of answers) {
    expect([answer.url(), [401, 403].includes(answer.status())]).toEqual([answer.url(), true]);
    expect(await answer.text()).not.toContain(guest.printedName);
  }
});
