import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, openDoor, pairPhone, verdict } from './support/door.js';
import { apiAs, eventWithSessions, type PublishedEvent, post, takeSeat } from './support/made-event.js';

const HOUR = 3_600_000;

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  const now = Date.now();
  event = await eventWithSessions(api, 'Bimbingan Teknis dengan Papan Ketik', [
    { title: 'Pembukaan', startsAt: new Date(now - HOUR), endsAt: new Date(now + HOUR) },
    { title: 'Penutupan', startsAt: new Date(now + 8 * HOUR), endsAt: new Date(now + 9 * HOUR) },
  ]);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Ketik' });
  place = { eventId: event.id, gateId: gate.id };
});
test.afterAll(() => api.dispose());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Pintu Ketik' });

async function openAsSupervisor(page: Page, baseURL: string | undefined): Promise<void> {
  await replaceCamera(page);
  await pairPhone(page, api, place, { role: 'supervisor', origin: String(baseURL) });
  await openDoor(page, place);
}

test('the focus is on the verdict, and after it where it was', async ({ page, baseURL }) => {
  const guest = await takeSeat(api, event.slug, 9101);
  await openAsSupervisor(page, baseURL);
  await button(page, 'Ketik kode atau NIP').press('Enter');
  const field = page.getByLabel('Kode tiket atau NIP', { exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type(guest.ticketCode);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();
  await expect(field).toBeFocused();

  await page.keyboard.type('https://s.example/menu');
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toBeFocused();
  await expect(verdict(page)).toHaveAccessibleName('TOLAK');
  // As a hand scanner that ends each line twice.
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('Bukan kode tiket');
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toBeHidden();
  await expect(field).toBeFocused();
});

test('a hand scanner goes on wherever the focus is, and is not taken for a hand', async ({ page, baseURL }) => {
  const guest = await takeSeat(api, event.slug, 9102);
  await openAsSupervisor(page, baseURL);
  const methods: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/scans')) methods.push((request.postDataJSON() as { method: string }).method);
  });
  await button(page, 'Atur').focus();
  for (const word of ['MASUK', 'SUDAH MASUK', 'SUDAH MASUK']) {
    await page.keyboard.type(guest.ticketCode);
    await page.keyboard.press('Enter');
    await expect(verdict(page)).toContainText(word);
    if (word !== 'MASUK') {
      await expect(verdict(page)).toBeFocused();
      continue;
    }
    await expect(verdict(page)).toBeHidden();
    await expect(heading(page)).toBeFocused();
  }
  expect(methods).toEqual(['keyboard', 'keyboard', 'keyboard']);
});

test('a hand scanner that types a QR faster than the field opens loses no sign of it', async ({ page, baseURL }) => {
  let n = 9120;
  let guest = await takeSeat(api, event.slug, n);
  while (!guest.qr.includes(' ')) guest = await takeSeat(api, event.slug, ++n);
  await openAsSupervisor(page, baseURL);
  await button(page, 'Atur').focus();
  await page.evaluate(
    (keys) => {
      for (const key of keys) {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }
    },
    [...guest.qr, 'Enter'],
  );
  await expect(verdict(page)).toContainText(guest.printedName);
});

test('what is undone takes the focus nowhere else than to the door', async ({ page, baseURL }) => {
  const guest = await takeSeat(api, event.slug, 9103);
  await openAsSupervisor(page, baseURL);
  await page.keyboard.type(guest.ticketCode);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();
  await button(page, 'Urungkan').press('Enter');
  await expect(button(page, 'Urungkan')).toBeHidden();
  await expect(heading(page)).toBeFocused();
});

test('Escape closes the panel, the settings and the card, and the focus goes back to what opened them', async ({
  page,
  baseURL,
}) => {
  const guest = await takeSeat(api, event.slug, 9104, { name: 'Yusak Papanketik' });
  await openAsSupervisor(page, baseURL);
  const panel = page.getByRole('region', { name: 'Pengawas' });
  const opener = button(page, 'Cari nama');
  await opener.press('Enter');
  await expect(panel.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(opener).toBeFocused();

  await opener.press('Enter');
  await panel.getByLabel('Nama peserta').fill('papanket');
  await button(page, 'Cari').press('Enter');
  await expect(panel.getByText(guest.printedName)).toBeVisible();
  await expect(button(page, 'Cari')).toBeFocused();
  await panel.getByRole('list', { name: 'Peserta yang cocok' }).getByRole('button').press('Enter');
  await button(page, 'Bukan orang ini').press('Enter');
  await expect(panel.getByRole('heading', { level: 1 })).toBeFocused();
  await button(page, 'Kembali memindai').press('Enter');
  await expect(opener).toBeFocused();

  await button(page, 'Atur').press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button(page, 'Atur')).toBeFocused();
});

test('settings that are asked for again while they close stay open', async ({ page, baseURL }) => {
  await openAsSupervisor(page, baseURL);
  await button(page, 'Atur').press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  const stayed = await page.evaluate(async () => {
    const dialog = document.querySelector('dialog')!;
    const press = (word: string) =>
      [...document.querySelectorAll('button')].find((each) => each.textContent?.trim() === word)!.click();
    const told = new Promise((done) => dialog.addEventListener('close', () => setTimeout(done)));
    press('Selesai');
    // The dialog closes at once, and tells so in a task of its own.
    for (let n = 0; dialog.open && n < 100; n++) await Promise.resolve();
    press('Atur');
    await told;
    return dialog.open;
  });
  expect(stayed).toBe(true);
});

test('a band that goes leaves the focus at the door', async ({ page, baseURL }) => {
  const band = page.getByRole('alert').filter({ hasText: 'menolak semua tiket' });
  const choice = page.getByRole('combobox', { name: 'Presensi untuk' });
  await openAsSupervisor(page, baseURL);
  const chooseClosing = async (): Promise<void> => {
    await button(page, 'Atur').press('Enter');
    // One that ends after midnight is cut there.
    const option = choice.getByRole('option', { name: /Penutupan/ }).first();
    await choice.selectOption(await option.getAttribute('value'));
    await button(page, 'Selesai').press('Enter');
    await expect(button(page, 'Atur')).toBeFocused();
  };
  await chooseClosing();
  await band.getByRole('button', { name: 'Seluruh hari' }).press('Enter');
  await expect(band).toBeHidden();
  await expect(heading(page)).toBeFocused();

  await chooseClosing();
  await band.getByRole('button', { name: 'Pilih sesi lain' }).press('Enter');
  await choice.selectOption({ label: 'Seluruh hari' });
  await button(page, 'Selesai').press('Enter');
  await expect(band).toBeHidden();
  await expect(heading(page)).toBeFocused();
});
