import { expect, test } from '@playwright/test';
import { applicant } from '../factories/applicants.js';
import { onePagePdf } from '../factories/papers.js';
import { apiAs, publishEvent } from './support/made-event.js';
import { fillForm, openForm, sendForm, toReview } from './support/registration-form.js';

let slug: string;
let eventId: string;

test.beforeAll(async ({ baseURL }, { workerIndex }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  ({ slug, id: eventId } = await publishEvent(api, `Tanpa sinyal ${workerIndex}`, 50));
  await api.dispose();
});

async function registered(baseURL: string): Promise<number> {
  const api = await apiAs(baseURL, 'panitia');
  const list = (await (await api.get(`/api/events/${eventId}/registrations`)).json()) as { total: number };
  await api.dispose();
  return list.total;
}

test('a form sent without a network is sent by itself when it is back', async ({ page, context, baseURL }) => {
  await openForm(page, slug);
  await fillForm(page, applicant(51));
  await toReview(page);
  await expect(page.getByRole('heading', { name: 'Periksa, lalu kirim' })).toBeVisible();
  await context.setOffline(true);
  await sendForm(page);
  await expect(page.getByText(/^Sinyal hilang/)).toBeVisible();
  await context.setOffline(false);
  await expect(page).toHaveURL(/\/t\//);
  await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  expect(await registered(String(baseURL))).toBe(1);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('also after the page was closed, and only once', async ({ page, context, baseURL }) => {
  await openForm(page, slug);
  await fillForm(page, applicant(52));
  await toReview(page);
  await expect(page.getByRole('heading', { name: 'Periksa, lalu kirim' })).toBeVisible();
  await context.setOffline(true);
  await sendForm(page);
  await expect(page.getByText(/^Sinyal hilang/)).toBeVisible();
  // The phone closes the page; the network comes back; the person opens the form again.
  await page.goto('about:blank');
  await context.setOffline(false);
  await page.goto(`/kegiatan/${slug}/daftar`);
  await expect(page).toHaveURL(/\/t\//);
  await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  const before = await registered(String(baseURL));
  await page.goto(`/kegiatan/${slug}/daftar`);
  await expect(page.getByRole('heading', { name: 'Status kepegawaian' })).toBeVisible();
  expect(await registered(String(baseURL))).toBe(before);
});

test('a letter chosen in the form goes with it once the network is back', async ({ page, context, baseURL }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  const event = await publishEvent(api, 'Tanpa sinyal, dengan surat tugas', 5, { letterRule: 'required' });
  await api.dispose();
  await openForm(page, event.slug);
  await fillForm(page, applicant(53));
  await toReview(page);
  const buffer = await onePagePdf();
  await page.getByLabel('PDF atau foto').setInputFiles({ name: 'surat.pdf', mimeType: 'application/pdf', buffer });
  await page.getByLabel('Nomor surat').fill('800.1.11.1/103/2026');
  await page.getByLabel('Tanggal surat').fill('2026-11-20');
  await context.setOffline(true);
  await sendForm(page);
  await expect(page.getByText(/^Sinyal hilang/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  await expect(page.getByText('Surat tugas belum ada')).toHaveCount(0);
  await expect(page.getByText('800.1.11.1/103/2026')).toBeVisible();
});
