import { nipOf } from '../factories/applicants.js';
import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, post, type PublishedEvent, runningEvent, scanCode, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis dengan Gawai', 5);
  await post(api, `/events/${event.id}/gates`, { name: 'Pintu Utama' });
});
test.afterAll(() => api.dispose());

test('a phone is paired from the console, is seen there, and is revoked', async ({ page, playwright, baseURL }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pintu`);
  const devices = page.getByRole('region', { name: 'Gawai di pintu' });
  await expect(devices).toContainText('Belum ada gawai yang dipasang');
  await devices.getByText('Pasang gawai', { exact: true }).click();
  await devices.getByRole('button', { name: 'Buat kode pemasangan' }).click();
  await expect(devices.getByRole('alert')).toBeVisible();
  await devices.getByLabel('Nama gawai').fill('Ponsel Utama');
  await devices.getByLabel('Pintu Utama').check();
  await devices.getByRole('button', { name: 'Buat kode pemasangan' }).click();

  const pairing = page.getByRole('region', { name: 'Pasang Ponsel Utama' });
  await expect(pairing).toBeFocused();
  await expect(pairing.getByRole('img', { name: 'Kode QR pemasangan Ponsel Utama' })).toBeVisible();
  const row = devices.getByRole('row', { name: /Ponsel Utama/ });
  await expect(row).toContainText('menunggu dipasang');
  await expectAccessible(page);

  const code = await pairing.locator('b').innerText();
  const origin = String(baseURL);
  const phone = await playwright.request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  await post(phone, '/devices/pairing', { code });
  await phone.post('/api/door/heartbeat', { data: { queueLength: 12, appVersion: '1.0.0' } });
  // The page hears of it by itself.
  await expect(row).toContainText('aktif');
  await expect(row).toContainText('baru saja');
  await expect(row.getByRole('cell', { name: '12', exact: true })).toBeVisible();

  await row.getByRole('button', { name: 'Cabut Ponsel Utama' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cabut Ponsel Utama?' });
  await expect(dialog.getByRole('button', { name: 'Jangan cabut' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Cabut gawai' }).click();
  await expect(row).toContainText('dicabut');
  expect((await phone.get('/api/door')).status()).toBe(401);
  await phone.dispose();
});

test('who comes, and which official has come, shows without a reload', async ({ page }) => {
  const [official, other] = [await takeSeat(api, event.slug, 8901), await takeSeat(api, event.slug, 8902)];
  const signatories = [
    { name: official.printedName, office: 'Kepala Dinas', nip: nipOf(8901) },
    { name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung' },
  ];
  await api.put(`/api/events/${event.id}/commitment`, {
    data: { title: 'Komitmen', body: 'Kami mendukung.', signatories },
  });
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pintu`);
  const flow = page.getByRole('region', { name: 'Yang datang 30 menit terakhir' });
  const officials = page.getByRole('region', { name: 'Pejabat dan tamu undangan' });
  await expect(flow).toContainText('Tidak ada yang datang');
  await expect(page.getByText('Langsung', { exact: true })).toBeVisible();
  await scanCode(api, event.id, other.ticketCode);
  await expect(flow.getByRole('img')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Pindaian terakhir' })).toContainText(other.printedName);
  await expect(officials).toContainText('0 dari 2 sudah datang');
  await scanCode(api, event.id, official.ticketCode);
  await expect(officials).toContainText('1 dari 2 sudah datang');
  await expectAccessible(page);
});
