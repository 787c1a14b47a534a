import { type APIRequestContext, expect, test } from './support/console.js';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, post, publishEvent, type PublishedEvent } from './support/made-event.js';

const PEOPLE = 30;
const HEAVIEST = 60_000;

let api: APIRequestContext;
let event: PublishedEvent;
const list = () => `/konsol/acara/${event.id}/pendaftar`;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await publishEvent(api, 'Daftar Peserta yang Panjang', 100);
  for (let n = 0; n < PEOPLE; n++) {
    const { submissionNonce: _, ...person } = applicant(7_100 + n);
    await post(api, `/events/${event.id}/registrations`, person);
  }
});
test.afterAll(() => api.dispose());

test('a page of the list is light', async ({ page }) => {
  await signIn(page, 'panitia');
  const answer = await page.request.get(list());
  const html = await answer.body();
  expect((html.toString().match(/<th scope="row"/g) ?? []).length).toBe(25);
  expect(html.length).toBeLessThanOrEqual(HEAVIEST);
});

test('all that match are selected and reminded in one act', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(list());
  await page.getByLabel('Pilih semua di halaman ini').check();
  const bar = page.getByRole('region', { name: 'dipilih' });
  await bar.getByRole('button', { name: `Pilih semua ${PEOPLE} yang cocok` }).click();
  await expect(bar).toContainText(`Semua ${PEOPLE} yang cocok dipilih`);
  await expectAccessible(page);
  await bar.getByRole('button', { name: `Ingatkan ${PEOPLE}` }).click();
  await expect(page.getByText(`${PEOPLE} peserta diingatkan.`)).toBeVisible();
});

test('filters, columns and exports follow the address', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(list());
  await page.getByLabel('Unit kerja').selectOption({ index: 1 });
  await expect(page).toHaveURL(/unitId=/);
  const query = new URL(page.url()).searchParams.get('unitId') ?? '';
  await page.getByText('Ekspor', { exact: true }).click();
  await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', new RegExp(`unitId=${query}`));
  await page.goto(list());
  await page.getByText('Kolom', { exact: true }).click();
  await page.getByRole('link', { name: 'Kode tiket' }).click();
  await expect(page.getByRole('columnheader', { name: 'Kode tiket' })).toBeVisible();
});

test('on a phone the filters wait behind a button', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, 'panitia');
  await page.goto(list());
  const kind = page.getByLabel('Status kepegawaian');
  await expect(kind).toBeHidden();
  await page.getByRole('button', { name: 'Saringan' }).click();
  await expect(kind).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('a view is kept under a name, and goes away', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`${list()}?source=staff`);
  await page.getByRole('button', { name: 'Simpan tampilan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama tampilan').fill('Dari panitia');
  await dialog.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('link', { name: 'Dari panitia' })).toBeVisible();
  await page.goto(list());
  await page.getByRole('link', { name: 'Dari panitia' }).click();
  await expect(page).toHaveURL(/source=staff/);
  await page.getByRole('button', { name: /Dari panitia/ }).click();
  await expect(page.getByRole('link', { name: 'Dari panitia' })).toHaveCount(0);
});
