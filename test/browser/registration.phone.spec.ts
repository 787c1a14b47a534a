import { expect, test } from '@playwright/test';
import { nipOf } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { apiAs, publishEvent } from './support/made-event.js';

let slug: string;

test.beforeAll(async ({ baseURL }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  slug = (await publishEvent(api, 'Bimbingan Teknis Layanan Digital', 20)).slug;
  await api.dispose();
});

test('a participant registers, sees his ticket and gives the seat back', async ({ page }) => {
  await page.goto(`/kegiatan/${slug}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bimbingan Teknis Layanan Digital');
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /^Daftar/ })
    .first()
    .click();
  await expectAccessible(page);
  await page.getByLabel('PNS').check();
  await page.getByRole('button', { name: 'Lanjut ke Data Anda' }).click();

  await test.step('each fault stands beside its field, and all else is kept', async () => {
    await page.getByLabel('NIP').fill('1978041220050110');
    await page.getByLabel('Gelar depan').fill('Drs.');
    await page.getByLabel('Nama lengkap').fill("Ma'ruf Al-Hadi D'Ornay");
    await page.getByLabel('Gelar belakang').fill('S.H., M.Si.');
    await expect(page.getByText("Drs. Ma'ruf Al-Hadi D'Ornay, S.H., M.Si.")).toBeVisible();
    await page.getByLabel('Email').fill('maruf@uji');
    await page.getByRole('button', { name: 'Lanjut ke pemeriksaan' }).click();
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await expect(summary).toContainText('Isian lain tidak hilang');
    for (const name of ['nip', 'unitId', 'position', 'email', 'phone']) {
      await expect(page.locator(`#field-${name}-error`)).toBeVisible();
      await expect(page.locator(`#field-${name}`)).toHaveAttribute(
        'aria-describedby',
        new RegExp(`field-${name}-error`),
      );
    }
    await expect(page.locator('#field-name-error')).toHaveCount(0);
    await expect(page.getByLabel('NIP')).toHaveValue('1978041220050110');
    await expect(page.getByLabel('Nama lengkap')).toHaveValue("Ma'ruf Al-Hadi D'Ornay");
    await expectAccessible(page);
  });

  await test.step('put right, it is shown once more and sent', async () => {
    await page.getByLabel('NIP').fill(nipOf(9001));
    await page.getByLabel('Unit kerja').selectOption({ index: 2 });
    await page.getByLabel('Jabatan').fill('Analis Kebijakan');
    await page.getByLabel('Pangkat, golongan/ruang').selectOption({ index: 3 });
    await page.getByLabel('Email').fill('maruf@uji.example');
    await page.getByLabel('Nomor HP').fill('0812 3456 7890');
    await page.getByRole('button', { name: 'Lanjut ke pemeriksaan' }).click();
    await expect(page.getByRole('heading', { name: 'Periksa, lalu kirim' })).toBeVisible();
    await expect(page.getByRole('checkbox').first()).not.toBeChecked();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Kirim pendaftaran' }).click();
  });

  await test.step('the ticket has a code to show and a code to say', async () => {
    await expect(page).toHaveURL(/\/t\//);
    await expect(page.getByText('Anda terdaftar.')).toBeVisible();
    const qr = page.getByRole('img', { name: /Kode QR tiket/ });
    await expect(qr).toHaveJSProperty('complete', true);
    expect((await qr.boundingBox())?.width).toBeGreaterThanOrEqual(236);
    await expect(page.getByText("Drs. Ma'ruf Al-Hadi D'Ornay, S.H., M.Si.")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('cancelling asks first', async () => {
    await page.getByRole('link', { name: 'Batalkan pendaftaran' }).click();
    await expect(page.getByRole('heading', { name: 'Batalkan pendaftaran Anda?' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Tetap ikut' }).click();
    await expect(page.getByRole('img', { name: /Kode QR tiket/ })).toBeVisible();
    await page.getByRole('link', { name: 'Batalkan pendaftaran' }).click();
    await page.getByRole('button', { name: 'Batalkan pendaftaran' }).click();
    await expect(page.getByText('Pendaftaran ini sudah dibatalkan.')).toBeVisible();
    await expect(page.getByRole('img', { name: /Kode QR tiket/ })).toHaveCount(0);
  });
});

test('a draft outlives a closed page, and can be deleted', async ({ page }) => {
  const address = `/kegiatan/${slug}/daftar?status=non_asn`;
  await page.goto(address);
  await page.getByLabel('Nama lengkap').fill('Silvana');
  await expect(page.getByText(/Draf tersimpan di ponsel ini/)).toBeVisible();
  await page.goto(address);
  await expect(page.getByLabel('Nama lengkap')).toHaveValue('Silvana');
  await page.getByRole('button', { name: 'Hapus draf' }).click();
  await page.goto(address);
  await expect(page.getByLabel('Nama lengkap')).toHaveValue('');
});

test('without a network the form says so and keeps its text', async ({ page, context }) => {
  await page.goto(`/kegiatan/${slug}/daftar?status=guest`);
  await page.getByLabel('Nama lengkap').fill('Tamu Tanpa Sinyal');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Lanjut ke pemeriksaan' }).click();
  await expect(page.getByText(/^Sinyal hilang/)).toBeVisible();
  await expect(page.getByLabel('Nama lengkap')).toHaveValue('Tamu Tanpa Sinyal');
  await context.setOffline(false);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('Nama lengkap')).toHaveValue('Tamu Tanpa Sinyal');
});
