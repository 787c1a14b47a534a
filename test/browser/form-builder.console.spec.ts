import { expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, publishEvent } from './support/made-event.js';

let eventId: string;

test.beforeAll(async ({ baseURL }, { workerIndex }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  ({ id: eventId } = await publishEvent(api, `Perakit formulir ${workerIndex}`, 50));
  await api.dispose();
});

test('an organiser builds the form, sees it as on the phone, and reorders it by keyboard', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${eventId}/formulir`);
  await expect(page.getByRole('heading', { name: 'Belum ada pertanyaan' })).toBeVisible();
  const preview = page.getByRole('region', { name: 'Pratinjau di ponsel' });

  await page.getByRole('button', { name: 'Tambah pertanyaan' }).click();
  const first = page.locator('.edit-row').nth(0);
  await first.getByLabel('Jenis jawaban').selectOption('choice');
  await first.getByRole('textbox', { name: 'Pertanyaan', exact: true }).first().fill('Apakah Anda menginap?');
  await first.getByLabel('Pilihan 1', { exact: true }).fill('Ya');
  await first.getByLabel('Pilihan 2', { exact: true }).fill('Tidak');
  await page.getByRole('button', { name: 'Tambah pertanyaan' }).click();
  const second = page.locator('.edit-row').nth(1);
  await second.getByRole('textbox', { name: 'Pertanyaan', exact: true }).first().fill('Teman sekamar');
  await second.getByLabel('Kapan tampil').selectOption({ index: 1 });
  await second.getByRole('checkbox', { name: 'Ya' }).check();

  await expect(preview.getByText('Apakah Anda menginap?')).toBeVisible();
  await expect(preview.getByLabel('Teman sekamar')).toBeHidden();
  await preview.getByRole('radio', { name: 'Ya' }).check();
  await expect(preview.getByLabel('Teman sekamar')).toBeVisible();
  await expectAccessible(page);

  await test.step('a condition must point upwards', async () => {
    await second.getByRole('button', { name: 'Naikkan nomor 2' }).press('Enter');
    await expect(page.locator('.edit-row').nth(0)).toContainText('Teman sekamar');
    await page.getByRole('button', { name: 'Simpan' }).first().click();
    await expect(page.locator('[data-error-summary]')).toContainText('berada di atasnya');
    await page.getByRole('button', { name: 'Turunkan nomor 1' }).press('Enter');
    await page.getByRole('button', { name: 'Simpan' }).first().click();
    await expect(page.getByText('Tersimpan.', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.locator('.edit-row').nth(0)).toContainText('Apakah Anda menginap?');
  });
});
