import { expect, test } from '@playwright/test';
import { signIn } from './support/demo.js';

const dayIn = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(Date.now() + days * 86_400_000);

test('an organiser makes an event, gives it a session and publishes it', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto('/konsol');
  await page.getByRole('link', { name: 'Buat acara' }).click();

  await test.step('a fault stands beside its field, with all else kept', async () => {
    await page.locator('#field-title').fill('Bimbingan Teknis Arsip Elektronik');
    await page.getByRole('button', { name: 'Buat acara' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(page.locator('#field-venueId-error')).toBeVisible();
    await expect(page.locator('#field-title')).toHaveValue('Bimbingan Teknis Arsip Elektronik');
  });

  await test.step('a draft says what it still lacks', async () => {
    await page.locator('#field-summary').fill('Satu hari tentang arsip elektronik.');
    await page.locator('#field-venueId').selectOption({ index: 1 });
    await page.locator('#field-registrationClosesAt').fill(`${dayIn(20)}T16:00`);
    await page.locator('#field-capacity').fill('40');
    await page.getByRole('button', { name: 'Buat acara' }).click();
    await expect(page).toHaveURL(/\/konsol\/acara\/[\w-]{36}/);
  });
  const base = /\/konsol\/acara\/[\w-]{36}/.exec(page.url())?.[0] ?? '';

  await test.step('its sessions', async () => {
    await page.goto(`${base}/agenda`);
    await page.getByRole('link', { name: 'Sesi baru' }).click();
    await page.locator('#field-title').fill('Alih media arsip');
    await page.locator('#field-day').fill(dayIn(22));
    await page.locator('#field-startsAt').fill('09:00');
    await page.locator('#field-endsAt').fill('10:30');
    await page.locator('#session-form button[type=submit]').first().click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Alih media arsip' })).toContainText('2 JP');
  });

  await test.step('its numbering', async () => {
    await page.goto(`${base}/pengaturan`);
    await page.locator('#field-numberCode').fill('800.2.4');
    await page.locator('#field-numberUnit').fill('DISKOMINFO');
    await page.getByRole('button', { name: 'Simpan' }).first().click();
    await expect(page.locator('[role=alert]')).toHaveCount(0);
  });

  await test.step('published, it stands on the public page', async () => {
    await page.goto(base);
    await page.getByRole('button', { name: 'Terbitkan acara' }).click();
    await expect(page.getByText('Acara sudah terbit.')).toBeVisible();
    await page.getByRole('link', { name: 'Halaman publik' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bimbingan Teknis Arsip Elektronik');
    await expect(page.getByText('Alih media arsip')).toBeVisible();
  });
});
