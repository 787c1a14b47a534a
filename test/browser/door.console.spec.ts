import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, post, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis dengan Bentrok', 5);
});
test.afterAll(() => api.dispose());

/** As a phone that had no network sends it, some minutes later. */
async function keptBy(deviceLabel: string, qr: string, minutesAgo: number): Promise<void> {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  const scan = { id: randomUUID(), input: qr, method: 'camera', shown: 'accepted', scannedAt: at(minutesAgo) };
  await post(api, `/events/${event.id}/scans/sync`, { sentAt: at(0), deviceLabel, scans: [scan] });
}

test('one ticket that two phones let in is shown, and ruled on by one tap', async ({ page }) => {
  const guest = await takeSeat(api, event.slug, 8801);
  await keptBy('Ponsel Rahel', guest.qr, 3);
  await keptBy('Ponsel Deni', guest.qr, 5);
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pintu`);
  const desk = page.getByRole('region', { name: '1 pindaian menunggu keputusan' });
  await expect(desk).toContainText(guest.printedName);
  await expect(desk).toContainText('Ponsel Rahel');
  await expect(desk).toContainText(/Yang dihitung: .*Ponsel Deni/);
  await expectAccessible(page);
  await desk.getByRole('button', { name: 'Jangan dihitung' }).click();
  await expect(desk).toBeHidden();
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
