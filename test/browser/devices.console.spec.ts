import { nipOf } from '../factories/applicants.js';
import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import {
  apiAs,
  post,
  type PublishedEvent,
  publishEvent,
  runningEvent,
  scanCode,
  takeSeat,
} from './support/made-event.js';

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
  await devices.getByRole('checkbox', { name: 'Pintu Utama' }).check();
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

test('a phone is made for further events, which are searched for, also without script', async ({ browser, page }) => {
  const others: PublishedEvent[] = [];
  for (const n of [4, 5, 6, 7, 8, 9]) others.push(await publishEvent(api, `Seri gawai ke-${n}`, 5));
  const last = others.at(-1)!;
  await post(api, `/events/${last.id}/gates`, { name: 'Pintu Samping' });
  const plain = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  for (const [screen, device] of [
    [plain, 'Ponsel Keliling'],
    [page, 'Ponsel Pengganti'],
  ] as const) {
    await signIn(screen, 'panitia');
    await screen.goto(`/konsol/acara/${event.id}/pintu`);
    const devices = screen.getByRole('region', { name: 'Gawai di pintu' });
    const find = async (words: string) => {
      await devices.getByRole('searchbox', { name: 'Cari judul acara' }).fill(words);
      await devices.getByRole('button', { name: 'Cari', exact: true }).click();
    };
    await devices.getByText('Pasang gawai', { exact: true }).click();
    await devices.getByLabel('Nama gawai').fill(device);
    await devices.getByText('Juga untuk acara lain').click();
    await expect(devices).toContainText('acara lain tidak ditampilkan');
    await find('gawai ke-9');
    const box = devices.getByRole('checkbox', { name: /^Seri gawai ke-9/ });
    await expect(devices.getByRole('checkbox', { name: /^Seri gawai/ })).toHaveCount(1);
    await expect(devices.getByLabel('Pintu Samping')).toBeHidden();
    await box.check();
    await devices.getByLabel('Pintu Samping').check();
    await find('tidak ada acara seperti ini');
    await expect(devices).toContainText('Tidak ada acara lain dengan judul itu');
    await expect(box).toBeChecked();
    await expect(devices.getByLabel('Pintu Samping')).toBeChecked();
    await expect(devices.getByLabel('Nama gawai')).toHaveValue(device);
    expect(await screen.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    if (screen === page) {
      await expectAccessible(page);
      await devices.getByLabel('Nama gawai').press('Enter');
    } else {
      await devices.getByRole('button', { name: 'Buat kode pemasangan' }).click();
    }
    await expect(screen.getByRole('region', { name: `Pasang ${device}` })).toContainText('Juga untuk: Seri gawai ke-9');
    await screen.goto(`/konsol/acara/${last.id}/pintu`);
    await expect(devices.getByRole('row', { name: new RegExp(device) })).toContainText(`Juga untuk: ${event.title}`);
  }
  await plain.close();
  const row = page.getByRole('row', { name: /Ponsel Pengganti/ });
  await expect(row).toContainText('Pintu Samping');
  await row.getByRole('button', { name: 'Cabut Ponsel Pengganti' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cabut Ponsel Pengganti?' });
  await expect(dialog).toContainText(`dicabut seluruhnya, juga dari: ${event.title}`);
  await dialog.getByRole('button', { name: 'Cabut gawai' }).click();
  await expect(row).toContainText('dicabut');
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
