import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, type PublishedEvent, runningEvent, scanCode, sendKept, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis dengan Bentrok', 5);
});
test.afterAll(() => api.dispose());

test('one ticket that two phones let in is shown, and ruled on by one tap', async ({ page }) => {
  const guest = await takeSeat(api, event.slug, 8801);
  await sendKept(api, event.id, { deviceLabel: 'Ponsel Rahel', qr: guest.qr, minutesAgo: 3 });
  await sendKept(api, event.id, { deviceLabel: 'Ponsel Deni', qr: guest.qr, minutesAgo: 5 });
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pintu`);
  const desk = page.getByRole('region', { name: '1 pindaian menunggu keputusan' });
  await expect(desk).toContainText(guest.printedName);
  await expect(desk).toContainText('Ponsel Rahel');
  await expect(desk).toContainText(/Yang dihitung: .*Ponsel Deni/);
  await expectAccessible(page);
  const scans = page.getByRole('region', { name: 'Pindaian terakhir' }).getByRole('listitem');
  const his = scans.filter({ hasText: guest.printedName });
  await expect(his.locator('.chip')).toHaveText(['Masuk', 'Tidak dihitung']);
  await desk.getByRole('button', { name: 'Jangan dihitung' }).click();
  await expect(desk).toBeHidden();
  await expect(his.locator('.chip')).toHaveText(['Masuk', 'Tidak dihitung']);
});

test('who goes out is shown as gone out, on the page of doors and in his history', async ({ page }) => {
  const guest = await takeSeat(api, event.slug, 8821);
  for (const direction of ['in', 'out', 'out'] as const) await scanCode(api, event.id, guest.ticketCode, direction);
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pintu`);
  const scans = page.getByRole('region', { name: 'Pindaian terakhir' }).getByRole('listitem');
  const his = scans.filter({ hasText: guest.printedName });
  await expect(his).toHaveCount(3);
  await expect(his.getByText('Keluar', { exact: true })).toHaveCount(2);
  await expect(his.getByText('Masuk', { exact: true })).toHaveCount(1);

  await page.goto(`/konsol/acara/${event.id}/pendaftar?q=${guest.ticketCode}`);
  await page.getByRole('link', { name: guest.printedName }).click();
  const history = page.getByRole('region', { name: 'Riwayat' });
  await expect(history.getByText('Dipindai keluar: KELUAR')).toHaveCount(2);
  await expect(history.getByText('Dipindai masuk: MASUK')).toHaveCount(1);
});

test('what a phone let in against the rules is ruled on together', async ({ page }) => {
  const guests = await Promise.all([8811, 8812, 8813].map((nth) => takeSeat(api, event.slug, nth)));
  for (const { qr } of guests) {
    for (const minutesAgo of [9, 7]) await sendKept(api, event.id, { deviceLabel: 'Ponsel Berulang', qr, minutesAgo });
  }
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pintu`);
  const desk = page.getByRole('region', { name: '3 pindaian menunggu keputusan' });
  const queue = desk.getByRole('listitem').filter({ hasText: '3 pindaian dari Ponsel Berulang' });
  await expect(queue).toContainText('Dipindai dua kali');
  await expectAccessible(page);
  await queue.getByRole('button', { name: 'Jangan hitung semuanya' }).click();
  await expect(page.getByRole('region', { name: 'pindaian menunggu keputusan' })).toBeHidden();
});

test('an administrator changes the key of tickets, and is asked before one is withdrawn', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/konsol/pengaturan');
  const keys = page.getByRole('region', { name: 'Kunci tiket' });
  await expect(keys.getByText('dipakai')).toHaveCount(1);
  await keys.getByRole('button', { name: 'Ganti kunci' }).click();
  await expect(page.getByText('Kunci diganti.')).toBeVisible();
  const asked = keys.getByRole('button', { name: 'Cabut', exact: true });
  await asked.last().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('ditolak di pintu');
  await expectAccessible(page);
  // Other specs hold tickets of this key.
  await dialog.getByRole('button', { name: 'Jangan cabut' }).click();
  await expect(dialog).toBeHidden();
  await expect(keys.getByText('tiketnya berlaku')).not.toHaveCount(0);
});
