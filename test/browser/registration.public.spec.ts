import { expect, test } from '@playwright/test';
import { applicant } from '../factories/applicants.js';
import { apiAs, publishEvent } from './support/made-event.js';
import { fillForm, openForm, sendForm, toReview } from './support/registration-form.js';

let slug: string;

test.beforeAll(async ({ baseURL }, { project, workerIndex }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  ({ slug } = await publishEvent(api, `Pendaftaran ${project.name} ${workerIndex}`, 2));
  await api.dispose();
});

test('sees each fault beside its field, with all else kept, and then gets a ticket', async ({ page }) => {
  await openForm(page, slug);
  await fillForm(page, applicant(1, { nip: '19851345 201001 1 004', email: 'bukan alamat' }));
  await toReview(page);

  await expect(page.getByRole('alert')).toContainText('Isian lain tidak hilang');
  await expect(page.locator('.field.invalid')).toHaveCount(2);
  await expect(page.locator('#field-nip-error')).toBeVisible();
  await expect(page.locator('#field-email-error')).toBeVisible();
  await expect(page.getByLabel('Nama lengkap')).toHaveValue(applicant(1).name);
  await expect(page.getByLabel('NIP')).toHaveValue('19851345 201001 1 004');

  await fillForm(page, applicant(1));
  await toReview(page);
  await expect(page.getByText(`${applicant(1).name}, S.Kom.`)).toBeVisible();
  await sendForm(page);

  await expect(page).toHaveURL(/\/t\/[\w-]{43}/);
  await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Kode QR tiket/ })).toBeVisible();
});

test('waits when the seats are gone, and gives the place back', async ({ page, request }) => {
  for (const n of [2, 3]) {
    await request.post(`/api/public/events/${slug}/registrations`, { data: applicant(n) });
  }
  await openForm(page, slug);
  await fillForm(page, applicant(4));
  await toReview(page);
  await sendForm(page);
  await expect(page.getByText(/Anda nomor \d+ di daftar tunggu/)).toBeVisible();

  await page.getByRole('link', { name: 'Batalkan pendaftaran' }).click();
  await page.getByRole('button', { name: 'Batalkan pendaftaran' }).click();
  await expect(page.getByText('Pendaftaran ini sudah dibatalkan.')).toBeVisible();
});

test('tells a person who registers twice, and shows nothing of the first time', async ({ page, request }) => {
  await request.post(`/api/public/events/${slug}/registrations`, { data: applicant(5, { position: 'Lurah' }) });
  await openForm(page, slug);
  await fillForm(page, applicant(5, { email: 'orang.lain@uji.example', name: 'Orang Lain' }));
  await toReview(page);
  await sendForm(page);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Lurah')).toHaveCount(0);
  await expect(page.getByText(applicant(5).email)).toHaveCount(0);
});
