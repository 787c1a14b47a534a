import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { apiAs, publishEvent } from './support/made-event.js';
import { askQuestions } from './support/questions.js';
import { fillForm, openForm, sendForm, toReview } from './support/registration-form.js';

const photo = fileURLToPath(new URL('../../docs/screens/13-back.png', import.meta.url));
let slug: string;

test.beforeAll(async ({ baseURL }, { project, workerIndex }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  const event = await publishEvent(api, `Formulir ${project.name} ${workerIndex}`, 50);
  await askQuestions(api, event.id);
  await api.dispose();
  slug = event.slug;
});

test('answers the event’s questions, sends the letter, and sees what is kept of him', async ({ page }, { project }) => {
  const hasScript = project.use.javaScriptEnabled !== false;
  await openForm(page, slug);
  await fillForm(page, applicant(41));
  await toReview(page);

  await test.step('the questions are a step of their own, and tell their faults', async () => {
    await expect(page.getByRole('heading', { name: 'Pertanyaan acara' })).toBeVisible();
    await expect(page.getByLabel('Teman sekamar')).toBeHidden();
    if (hasScript) await expectAccessible(page);
    await page.getByLabel('Masa kerja (tahun)').fill('dua belas');
    await toReview(page);
    await expect(page.locator('.field.invalid')).toHaveCount(3);
    await expect(page.getByLabel('Masa kerja (tahun)')).toHaveValue('dua belas');
    if (hasScript) await expectAccessible(page);
  });

  await test.step('an answer brings up another question', async () => {
    await page.getByRole('radio', { name: 'Ya' }).check();
    await page.getByRole('checkbox', { name: 'Lingkungan' }).check();
    await page.getByLabel('Masa kerja (tahun)').fill('12,5');
    await page.getByRole('checkbox', { name: /Saya mengikuti/ }).check();
    if (hasScript) await expect(page.getByLabel('Teman sekamar')).toBeVisible();
    else {
      await toReview(page);
      await expect(page.getByText(/pertanyaan lanjutan/)).toBeVisible();
      await expect(page.locator('.field.invalid')).toHaveCount(0);
    }
    await page.getByLabel('Teman sekamar').fill('Yosep');
    await toReview(page);
    await expect(page.getByText('Yosep', { exact: true })).toBeVisible();
    await expect(page.getByText('Lingkungan')).toBeVisible();
    if (hasScript) await expectAccessible(page);
    await sendForm(page);
    await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  });

  await test.step('the letter is missing, too large, and then there', async () => {
    await expect(page.getByText('Surat tugas belum ada')).toBeVisible();
    await page.getByRole('link', { name: 'Unggah' }).click();
    await page.getByLabel('Nomor surat').fill('800.1.11.1/101/2026');
    await page.getByLabel('Tanggal surat').fill('2026-11-20');
    const buffer = Buffer.alloc(5_200_000);
    await page.getByLabel('PDF atau foto').setInputFiles({ name: 'surat tugas.jpg', mimeType: 'image/jpeg', buffer });
    if (!hasScript) await page.getByRole('button', { name: 'Unggah surat tugas' }).click();
    const words = 'surat tugas.jpg berukuran 5,2 MB. Pilih berkas sampai 5 MB, atau kirim nanti dari halaman tiket.';
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByLabel('Nomor surat')).toHaveValue('800.1.11.1/101/2026');
    if (hasScript) await expectAccessible(page);
    await page.getByLabel('PDF atau foto').setInputFiles(photo);
    await page.getByRole('button', { name: 'Unggah surat tugas' }).click();
    await expect(page.getByText('Surat tugas tersimpan.')).toBeVisible();
    if (hasScript) await expectAccessible(page);
  });

  await test.step('he puts his data right', async () => {
    await page.getByRole('link', { name: 'Ubah data' }).click();
    if (hasScript) await expectAccessible(page);
    await page.getByLabel('Jabatan').fill('Analis Kebijakan');
    await page.getByRole('button', { name: 'Simpan perubahan' }).click();
    await expect(page.getByText('Data Anda tersimpan.')).toBeVisible();
    await expect(page.getByText('Analis Kebijakan')).toBeVisible();
  });

  await test.step('he changes his answers', async () => {
    await page.getByRole('link', { name: 'Jawaban dan berkas' }).click();
    if (hasScript) await expectAccessible(page);
    await page.getByRole('radio', { name: 'Tidak' }).check();
    await page.getByRole('button', { name: 'Simpan perubahan' }).click();
    await expect(page.getByText('Jawaban Anda tersimpan.')).toBeVisible();
  });

  await test.step('he gives and withdraws a consent, and reads what is kept', async () => {
    await page.getByRole('link', { name: 'Data pribadi Anda' }).click();
    if (hasScript) await expectAccessible(page);
    await expect(page.getByText('Nomor 800.1.11.1/101/2026, 20 November 2026')).toBeVisible();
    await page.getByRole('button', { name: 'Saya setuju' }).first().click();
    await expect(page.getByRole('button', { name: 'Tarik persetujuan' })).toHaveCount(1);
    await page.getByRole('button', { name: 'Tarik persetujuan' }).click();
    await expect(page.getByText(/; ditarik/)).toBeVisible();
  });
});
