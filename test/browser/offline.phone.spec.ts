import { expect, test } from '@playwright/test';
import { applicant } from '../factories/applicants.js';
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
