import { test as plain } from '@playwright/test';
import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, type PublishedEvent, runningEvent, scanCode, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis Kehadiran', 10);
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

for (const width of [360, 1280]) {
  test(`fits a screen of ${width} and passes axe`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, 'panitia');
    for (const path of ['kehadiran', 'kehadiran/koreksi']) {
      await page.goto(`/konsol/acara/${event.id}/${path}`);
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });
}
