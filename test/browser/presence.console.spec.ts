import { test as plain } from '@playwright/test';
import { nipOf } from '../factories/applicants.js';
import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, type PublishedEvent, runningEvent, scanCode, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis Kehadiran', 20);
  const { ticketCode } = await takeSeat(api, event.slug, 8800);
  for (const n of [8801, 8802, 8803]) await takeSeat(api, event.slug, n);
  await scanCode(api, event.id, ticketCode);
});
test.afterAll(() => api.dispose());

plain.describe('without script', () => {
  plain.use({ javaScriptEnabled: false });

  plain('an organiser types in a paper list and corrects one person', async ({ page }) => {
    await signIn(page, 'panitia');
    const figure = (label: string) =>
      page
        .locator('.stat-band > div')
        .filter({ has: page.getByText(label, { exact: true }) })
        .locator('dd');
    await page.goto(`/konsol/acara/${event.id}/kehadiran`);
    await expect(figure('Hadir')).toHaveText(/^1/);
    await page.getByRole('link', { name: 'Ketik daftar kertas' }).click();
    await page.getByRole('button', { name: 'Simpan koreksi' }).click();
    await expect(page.getByText('Centang paling sedikit satu orang.').first()).toBeVisible();
    const missing = page.locator('.people label').filter({ hasText: 'Tidak hadir' });
    await missing.nth(0).getByRole('checkbox').check();
    await missing.nth(1).getByRole('checkbox').check();
    await page.getByRole('textbox', { name: 'Jam masuk' }).fill('00:01');
    await page.getByLabel('Alasan').fill('Daftar kertas meja 2');
    await page.getByRole('button', { name: 'Simpan koreksi' }).click();
    await expect(page.getByText('Koreksi tersimpan untuk 2 orang.')).toBeVisible();
    await expect(figure('Hadir')).toHaveText(/^3/);

    const row = page.locator('tbody tr').filter({ hasText: 'Tidak hadir' });
    await row.getByRole('link', { name: 'Koreksi' }).click();
    await page.getByLabel('Sakit').check();
    await page.getByLabel('Alasan').fill('Surat dokter');
    await page.getByRole('button', { name: 'Simpan koreksi' }).click();
    await expect(figure('Sakit')).toHaveText('1');
    await page.getByRole('button', { name: 'Susun ulang' }).click();
    await expect(page.getByText('0 berbeda')).toBeVisible();
    await page.getByLabel(/dihitung pulang pukul/).fill('16:30');
    await page.getByRole('button', { name: 'Simpan jam pulang' }).click();
    await expect(page.getByText('Jam pulang tersimpan.')).toBeVisible();
  });
});

test('whom a search finds stays ticked when the next one is looked for', async ({ page }) => {
  const [first, second] = [
    await takeSeat(api, event.slug, 8804, { name: 'Yakobus Kertas' }),
    await takeSeat(api, event.slug, 8805, { name: 'Maryam Daftar' }),
  ];
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/kehadiran/koreksi`);
  const find = async (name: string): Promise<void> => {
    await page.getByRole('searchbox').fill(name);
    await page.getByRole('button', { name: 'Cari', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`q=${name}`));
  };
  const box = ({ printedName }: { printedName: string }) => page.getByRole('checkbox', { name: printedName });
  await page.getByLabel('Alasan').fill('Daftar kertas meja 3');
  await find('Yakobus');
  await box(first).check();
  await find('Maryam');
  await box(second).check();
  await expect(box(first)).toBeChecked();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Jam masuk' }).fill('00:01');
  await page.getByRole('button', { name: 'Simpan koreksi' }).click();
  await expect(page.getByText('Koreksi tersimpan untuk 2 orang.')).toBeVisible();
});

test('all rows that a paper list shows are ticked at once, by the keyboard too', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/kehadiran/koreksi`);
  const all = page.getByRole('checkbox', { name: 'Pilih semua di halaman ini' });
  const rows = page.locator('.people').getByRole('checkbox');
  const count = await rows.count();
  const ticked = page.locator('.people').getByRole('checkbox', { checked: true });
  await rows.first().check();
  await expect(all).toHaveJSProperty('indeterminate', true);
  await all.press('Space');
  await expect(ticked).toHaveCount(count);
  await expect(all).toBeChecked();
  await expect(all).toBeFocused();
  await expectAccessible(page);
  await rows.last().uncheck();
  await expect(all).toHaveJSProperty('indeterminate', true);
  await all.press('Space');
  await all.press('Space');
  await expect(ticked).toHaveCount(0);
  await expect(all).not.toBeChecked();
});

test('a time typed with a dot, where a browser has no field for times, is a time', async ({ page }) => {
  const guest = await takeSeat(api, event.slug, 8809, { name: 'Titik Waktu' });
  await signIn(page, 'panitia');
  const here = `/konsol/acara/${event.id}/kehadiran`;
  const typed = async (name: string, text: string): Promise<void> => {
    const field = page.locator(`input[name=${name}]`);
    await field.evaluate((input: HTMLInputElement) => (input.type = 'text'));
    await field.fill(text);
  };
  await page.goto(here);
  for (const text of ['16.30', '6.30', '16:30']) {
    await typed('goneAt', text);
    await page.getByRole('button', { name: 'Simpan jam pulang' }).click();
    await expect(page.getByText('Jam pulang tersimpan.')).toBeVisible();
    await page.reload();
    await expect(page.locator('input[name=goneAt]')).toHaveValue(text.replace('.', ':').padStart(5, '0'));
  }
  await page.goto(`${here}?q=Titik`);
  await page.getByRole('row').filter({ hasText: guest.printedName }).getByRole('link', { name: 'Koreksi' }).click();
  await typed('from', '0.01');
  await page.getByLabel('Alasan').fill('Daftar kertas');
  await page.getByRole('button', { name: 'Simpan koreksi' }).click();
  await expect(page.getByText('Koreksi tersimpan untuk 1 orang.')).toBeVisible();
});

test('namesakes of one unit are told apart by their NIPs, by which a search finds them', async ({ page }) => {
  for (const n of [8811, 8812]) await takeSeat(api, event.slug, n, { name: 'Siti Serupa' });
  const [first, second] = [nipOf(8811), nipOf(8812)];
  const masked = (nip: string) => `NIP ${nip.slice(0, 4)}**********${nip.slice(-4)} · Sekretariat Daerah`;
  await signIn(page, 'panitia');
  const here = `/konsol/acara/${event.id}/kehadiran`;
  await page.goto(`${here}?q=Siti+Serupa`);
  await expect(page.locator('tbody th small')).toHaveText([masked(first), masked(second)]);
  await page.goto(`${here}/koreksi`);
  const find = async (text: string): Promise<void> => {
    await page.getByRole('searchbox').fill(text);
    await page.getByRole('button', { name: 'Cari', exact: true }).click();
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get('q') === text);
  };
  const people = page.locator('.people label');
  await find(first.replace(/^(.{8})(.{6})(.)/, '$1 $2 $3 '));
  await expect(people).toHaveCount(1);
  await expect(people.locator('small')).toHaveText(masked(first));
  await people.getByRole('checkbox').check();
  await find(second);
  await expect(people).toHaveCount(2);
  await expect(people.filter({ has: page.getByRole('checkbox', { checked: true }) }).locator('small')).toHaveText(
    masked(first),
  );
  await page.goto(`${here}?q=${second}`);
  await page.locator('tbody tr').getByRole('link', { name: 'Koreksi' }).click();
  await expect(page.getByText(`NIP ${second.replace(/^(.{8})(.{6})(.)/, '$1 $2 $3 ')} · `)).toBeVisible();
});

test('a correction of a session that has left the agenda asks for another, and keeps what was typed', async ({
  page,
}) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/kehadiran/koreksi`);
  await page.locator('.people').getByRole('checkbox').first().check();
  await page.getByRole('radio', { name: 'Sakit' }).check();
  await page.getByLabel('Alasan').fill('Surat dokter menyusul');
  await page.locator('form[method=post] input[name=slot]').evaluate((slot: HTMLInputElement) => {
    slot.value = 'session:00000000-0000-7000-8000-000000000000';
  });
  await page.getByRole('button', { name: 'Simpan koreksi' }).click();
  await expect(page.getByRole('link', { name: /Sesi itu tidak ada di agenda/ })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByLabel('Alasan')).toHaveValue('Surat dokter menyusul');
  await expect(page.locator('.people').getByRole('checkbox').first()).toBeChecked();
  await page.getByLabel('Hari atau sesi').selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Simpan koreksi' }).click();
  await expect(page.getByText('Koreksi tersimpan untuk 1 orang.')).toBeVisible();
});

test('the foot counts what the filter leaves, and an old address shows the nearest day', async ({ page }) => {
  await takeSeat(api, event.slug, 8806, { name: 'Saring Hitungan' });
  await signIn(page, 'panitia');
  const here = `/konsol/acara/${event.id}/kehadiran`;
  await page.goto(`${here}?q=Saring&status=absent`);
  await expect(page.locator('.table-foot')).toContainText(/^Baris 1–1 dari 1 yang cocok/);
  const gone = page.getByText('Hari atau sesi yang diminta tidak ada di agenda acara ini.');
  for (const slot of ['besok', 'day:2020-01-01', 'session:00000000-0000-7000-8000-000000000000']) {
    await page.goto(`${here}?slot=${slot}&after=zzz`);
    await expect(gone).toBeVisible();
    await expect(page.locator('.table-foot')).toContainText(/^Baris 1–/);
    await page.goto(`${here}/koreksi?slot=${slot}`);
    await expect(gone).toBeVisible();
    await expect(page.getByLabel('Hari atau sesi')).toBeVisible();
  }
  await page.goto(`${here}?after=zzz`);
  await expect(page.locator('.table-foot')).toContainText(/^Baris 1–/);
  await expect(gone).toBeHidden();
});

test('what was said of a person can be read on a small screen and a wide one', async ({ page }) => {
  const guest = await takeSeat(api, event.slug, 8807, { name: 'Riwayat Koreksi' });
  await page.setViewportSize({ width: 360, height: 900 });
  await signIn(page, 'panitia');
  const correct = async (): Promise<void> => {
    await page.goto(`/konsol/acara/${event.id}/kehadiran?q=Riwayat`);
    await page.getByRole('row').filter({ hasText: guest.printedName }).getByRole('link', { name: 'Koreksi' }).click();
  };
  await correct();
  await page.getByRole('textbox', { name: 'Jam masuk' }).fill('00:01');
  await page.getByLabel('Alasan').fill(`Menandatangani daftar kertas, ${'halamanterakhir'.repeat(8)}`);
  await page.getByRole('button', { name: 'Simpan koreksi' }).click();
  await expect(page.getByText('Koreksi tersimpan untuk 1 orang.')).toBeVisible();
  await correct();
  const said = page.getByRole('region', { name: 'Koreksi sebelumnya' }).getByRole('listitem');
  await expect(said.locator('b')).toHaveText('Hadir sejak 00.01');
  await expect(said).toContainText('Meiske Perumpamaan · ');
  expect((await said.boundingBox())?.height).toBeLessThan(200);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await said.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('in English one person is one, of one unit, and a gate is asked for though the event runs', async ({ page }) => {
  const alone = await runningEvent(api, 'Bimbingan Teknis Seorang Diri', 5);
  await takeSeat(api, alone.slug, 8808);
  await signIn(page, 'panitia');
  await page.goto(`/en/konsol/acara/${alone.id}/kehadiran?koreksi=1`);
  await expect(page.getByText('The correction was saved for 1 person.')).toBeVisible();
  await page.goto(`/en/konsol/acara/${alone.id}`);
  await expect(page.getByText('1 unit', { exact: true })).toBeVisible();
  await expect(page.getByText('The event starts soon or has begun. Add at least one gate.')).toBeVisible();
});

test('an address with the id in capital letters opens the same page, and its forms work', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id.toUpperCase()}/kehadiran`);
  await page.getByRole('button', { name: 'Susun ulang' }).click();
  await expect(page.getByText('0 berbeda')).toBeVisible();
});

test('with a keyboard one goes through the sessions and states of a day, never losing the place', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/kehadiran`);
  const session = page.getByRole('combobox', { name: 'Sesi', exact: true });
  const sessions = await session
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  await session.focus();
  for (const slot of sessions.slice(1, 3)) {
    await page.keyboard.press('ArrowDown');
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get('slot') === slot);
    await expect(session).toBeFocused();
    await expect(session).toHaveValue(slot);
  }
  const status = page.getByRole('combobox', { name: 'Status' });
  await page.keyboard.press('Tab');
  await page.getByRole('searchbox').pressSequentially('Ya');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/q=Ya/);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/status=present/);
  await expect(status).toBeFocused();
});

test('the list of a session and the recap are taken from the page of papers', async ({ page, context }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}`);
  await page.getByRole('link', { name: 'Daftar hadir dan rekap' }).click();
  const session = await page.locator('select[name=slot] option').nth(1).getAttribute('value');
  await page.getByLabel('Hari atau sesi').selectOption(session);
  await page.getByLabel('Siapa').selectOption('Tamu undangan');
  await page.getByLabel('Kosong, untuk tanda tangan').check();
  const asked = context.waitForEvent('request', (request) => request.url().includes('/attendance-list.pdf'));
  await page.getByRole('button', { name: 'Buka PDF' }).click();
  const { searchParams } = new URL((await asked).url());
  expect(Object.fromEntries(searchParams)).toEqual({ slot: session, kind: 'guest', fill: 'blank' });
  for (const [address, type] of [
    [(await asked).url(), 'application/pdf'],
    [await page.getByRole('link', { name: 'PDF untuk laporan' }).getAttribute('href'), 'application/pdf'],
    [await page.getByRole('link', { name: 'Excel untuk diolah' }).getAttribute('href'), /spreadsheetml/],
  ] as const) {
    const paper = await page.request.get(String(address));
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, expect.stringMatching(type)]);
  }
});

for (const width of [360, 1280]) {
  test(`fits a screen of ${width} and passes axe`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, 'panitia');
    for (const path of ['kehadiran', 'kehadiran/koreksi', 'kehadiran/cetak']) {
      await page.goto(`/konsol/acara/${event.id}/${path}`);
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });
}
