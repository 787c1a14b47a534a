import { expect, test } from '@playwright/test';
import { applicant } from '../factories/applicants.js';
import { signIn } from './support/demo.js';

test.beforeEach(async ({ page }) => {
  await signIn(page, 'bkpsdm');
});

test('a contract employee is added with a rank of his kind', async ({ page }) => {
  await page.goto('/konsol/pegawai/baru');
  await page.locator('#field-nip').fill(String(applicant(9311).nip));
  await page.locator('#field-kind').selectOption('pppk');
  await page.locator('#field-name').fill('Pegawai Kontrak');
  await page.locator('#field-unitId').selectOption({ index: 2 });
  await page.locator('#field-rank').selectOption('IX');
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(page.getByText('Data pegawai tersimpan.')).toBeVisible();
  await expect(page.getByText('Golongan IX').first()).toBeVisible();
});

test('a unit is added, and merged into another after a question', async ({ page }) => {
  await page.goto('/konsol/pegawai/unit');
  await page.locator('#field-name').fill('Unit yang Dilebur');
  await page.getByRole('button', { name: 'Tambah unit' }).click();
  // getByText skips what a noscript holds.
  await expect(page.locator('noscript .notice')).toHaveText('Unit ditambahkan');
  await page.getByRole('link', { name: 'Unit yang Dilebur' }).click();
  await page.locator('#field-intoId').selectOption({ index: 1 });
  const ask = page.locator('form').getByRole('button', { name: 'Gabung', exact: true }).first();
  await ask.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Jangan gabung' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await ask.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gabung', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Unit yang Dilebur' })).toBeHidden();
});

test('an import is saved, and undone after a question', async ({ page }) => {
  const rows = `NIP,Nama,OPD\n${applicant(9312).nip},Pegawai dari Berkas,Dinas Kesehatan`;
  await page.goto('/konsol/pegawai/impor');
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'pegawai.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(rows),
  });
  await page.getByRole('button', { name: 'Periksa berkas' }).click();
  await page.getByRole('button', { name: 'Simpan 1 baris' }).click();
  const comesTo = (text: string) =>
    expect(async () => {
      await page.goto(new URL(page.url()).pathname);
      await expect(page.getByText(text)).toBeVisible({ timeout: 500 });
    }).toPass();
  await comesTo('1 baris tersimpan.');
  await page.getByRole('button', { name: 'Urungkan impor' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Urungkan impor' }).click();
  await comesTo('1 baris diurungkan.');
});
