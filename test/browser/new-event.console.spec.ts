import { expect, test } from './support/console.js';
import { signIn } from './support/demo.js';

const dayIn = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(Date.now() + days * 86_400_000);

test('an organiser makes an event with all its parts and publishes it', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'panitia');
  await page.goto('/konsol');
  await page.getByRole('link', { name: 'Buat acara' }).click();

  await test.step('a fault stands beside its field, with all else kept', async () => {
    await page.locator('#field-title').fill('Bimbingan Teknis Arsip Elektronik');
    await page.locator('#field-venueId').selectOption('new');
    await page.locator('#field-certificateSignatoryId').selectOption('new');
    await page.getByRole('button', { name: 'Buat acara' }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expect(page.locator('#field-venueAddress-error')).toHaveText('Isi alamat.');
    await expect(page.locator('#field-signatoryOffice-error')).toBeVisible();
    await expect(page.locator('#field-title')).toHaveValue('Bimbingan Teknis Arsip Elektronik');
  });

  await test.step('what was added on the way stays chosen, though another field is still wrong', async () => {
    await page.locator('#field-summary').fill('Satu hari tentang arsip elektronik.');
    await page.locator('#field-venueName').fill('Balai Arsip');
    await page.locator('#field-venueAddress').fill('Jalan Arsip 1, Bitung');
    await page.locator('#field-roomName').fill('Ruang Baca');
    await page.locator('#field-signatoryName').fill('Rahel Ibarat, S.STP.');
    await page.locator('#field-signatoryOffice').fill('Kepala BKPSDM');
    await page.getByRole('button', { name: 'Buat acara' }).click();
    await expect(page.locator('#field-capacity-error')).toBeVisible();
    await expect(page.locator('#field-venueId option:checked')).toHaveText('Balai Arsip');
    await expect(page.locator('#field-roomId option:checked')).toHaveText('Ruang Baca');
    await expect(page.locator('#field-certificateSignatoryId option:checked')).toContainText('Kepala BKPSDM');
    await expect(page.locator('#field-summary')).toHaveValue('Satu hari tentang arsip elektronik.');
  });

  await test.step('a draft is made', async () => {
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
    await page.getByText('Narasumber baru').click();
    await page.locator('#field-speakerFront').fill('Dr.');
    const save = page.locator('#session-form button[type=submit]').first();
    await save.click();
    await expect(page.locator('#field-speakerName-error')).toBeVisible();
    await page.locator('#field-speakerName').fill('Laras Permisalan');
    await page.locator('#field-speakerBack').fill('M.T.');
    await page.locator('#field-speakerAffiliation').fill('Universitas Gadjah Mada');
    await page.locator('#field-speakerRole').selectOption('moderator');
    await save.click();
    const session = page.getByRole('listitem').filter({ hasText: 'Alih media arsip' });
    await expect(session).toContainText('2 JP');
    await expect(session).toContainText('Moderator: Dr. Laras Permisalan, M.T.');
    for (const [jp, shown] of [
      ['3', '3 JP'],
      ['', '2 JP'],
    ] as const) {
      await session.getByRole('link').click();
      await page.locator('#field-jp').fill(jp);
      await page.locator('#field-jpReason').fill('Kesepakatan dengan narasumber');
      await save.click();
      await expect(session).toContainText(shown);
    }
  });

  await test.step('its numbering', async () => {
    await page.goto(`${base}/pengaturan`);
    await page.locator('#field-numberCode').fill('800.2.4');
    await page.locator('#field-numberUnit').fill('DISKOMINFO');
    await page.getByRole('button', { name: 'Simpan' }).first().click();
    await expect(page.getByText('Tersimpan.', { exact: true })).toBeVisible();
  });

  await test.step('its committee and its inner pools', async () => {
    const committee = page.locator('#panitia');
    for (const [index, name] of ['Deni Umpama, S.Kom.', 'Meiske Perumpamaan'].entries()) {
      await committee.getByRole('button', { name: 'Tambah panitia' }).click();
      await page.locator(`[name="members.${index}.name"]`).fill(name);
      await page.locator(`[name="members.${index}.office"]`).fill('Panitia');
    }
    await committee.getByRole('button', { name: 'Naikkan nomor 2' }).press('Enter');
    await expect(committee.getByRole('button', { name: 'Turunkan nomor 1' })).toBeFocused();
    await committee.getByRole('button', { name: 'Hapus nomor 2' }).click();
    const kept = page.waitForResponse((response) => response.url().endsWith('?/panitia'));
    await committee.getByRole('button', { name: 'Simpan' }).click();
    await kept;
    const seats = page.locator('#kursi');
    await seats.getByRole('button', { name: 'Tambah jatah kursi' }).click();
    await page.locator('[name="inner.0.name"]').fill('Perangkat daerah');
    await page.locator('[name="inner.0.capacity"]').fill('100');
    await seats.getByRole('button', { name: 'Simpan' }).click();
    await expect(seats.locator('.field-error')).toContainText('lebih besar');
    await page.locator('[name="inner.0.capacity"]').fill('30');
    await seats.getByRole('button', { name: 'Simpan' }).click();
    await expect(seats.getByText('0 / 30')).toBeVisible();
    await page.reload();
    await expect(page.locator('[name="members.0.name"]')).toHaveValue('Meiske Perumpamaan');
    await expect(page.locator('[name="members.1.name"]')).toHaveCount(0);
  });

  await test.step('its commitment, with the signatories put in order by keyboard', async () => {
    await page.goto(`${base}/komitmen`);
    await page.locator('#field-title').fill('Komitmen Bersama');
    await page.locator('#field-body').fill('Kami bersepakat.');
    for (const [index, name] of ['Pertama', 'Kedua', 'Ketiga'].entries()) {
      await page.getByRole('button', { name: 'Tambah penanda tangan' }).click();
      await page.locator(`[name="signatories.${index}.name"]`).fill(name);
      await page.locator(`[name="signatories.${index}.office"]`).fill(`Jabatan ${name}`);
    }
    await page.getByRole('button', { name: 'Naikkan nomor 3' }).press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Simpan' }).click();
    await expect(page.getByText('Tersimpan').first()).toBeVisible();
    await page.reload();
    await expect(page.locator('[name="signatories.0.name"]')).toHaveValue('Ketiga');
    await expect(page.locator('[name="signatories.1.name"]')).toHaveValue('Pertama');
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
