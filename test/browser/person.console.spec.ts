import { type APIRequestContext, expect, test } from './support/console.js';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { demoLink, signIn } from './support/demo.js';
import { apiAs, post, publishEvent, type PublishedEvent } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;
let id: string;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await publishEvent(api, 'Riwayat Seorang Peserta', 5);
  const { submissionNonce: _, ...person } = applicant(9201);
  ({ id } = await post<{ id: string }>(api, `/events/${event.id}/registrations`, person));
});
test.afterAll(() => api.dispose());

test("a person's data are corrected, also over another's change, and told in his history", async ({ page }) => {
  await signIn(page, 'panitia');
  const at = `/konsol/acara/${event.id}/pendaftar/${id}`;
  await page.goto(at);
  await expect(page.getByRole('region', { name: 'Riwayat' })).toContainText('mendapat kursi');
  await page.getByRole('link', { name: 'Betulkan data' }).click();
  await expect(page.locator('#field-position')).toHaveValue('Pranata Komputer Ahli Pertama');
  await expectAccessible(page);
  const save = page.getByRole('button', { name: 'Simpan pembetulan' });

  await page.locator('#field-nip').fill('1,97001E+17');
  await page.locator('#field-position').fill('Kepala Seksi Layanan');
  await save.click();
  await expect(page.locator('#field-nip-error')).toContainText('dirusak Excel');
  await expect(page.locator('#field-position')).toHaveValue('Kepala Seksi Layanan');

  const read = await api.get(`/api/events/${event.id}/registrations/${id}`);
  const { version } = (await read.json()) as { version: string };
  const { submissionNonce: _, consentTextIds: __, ...person } = applicant(9201, { position: 'Lurah' });
  expect((await api.patch(`/api/events/${event.id}/registrations/${id}`, { data: { ...person, version } })).ok()).toBe(
    true,
  );
  await page.locator('#field-nip').fill(String(person.nip));
  await save.click();
  await expect(page.getByRole('alert')).toContainText('diubah orang lain');
  const marked = page.locator('form dl div').filter({ hasText: 'berubah sejak formulir ini dibuka' });
  await expect(marked).toHaveCount(1);
  await expect(marked).toContainText('Lurah');
  await expect(page.locator('#field-position')).toHaveValue('Kepala Seksi Layanan');
  await expectAccessible(page);
  await save.click();

  await expect(page.getByText('Data dibetulkan.')).toBeVisible();
  await expect(page.getByText('Kepala Seksi Layanan')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Riwayat' })).toContainText('jabatan');
  await expectAccessible(page);
});

test('somebody else comes in his seat, on a phone and without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  const page = await context.newPage();
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pendaftar/${id}`);
  await page.getByRole('link', { name: 'Ganti peserta' }).click();
  const coming = applicant(9202);
  await page.locator('#field-name').fill(coming.name);
  await page.locator('#field-position').fill(coming.position);
  await page.locator('#field-email').fill(coming.email);
  await page.locator('#field-phone').fill(coming.phone);
  await page.getByRole('button', { name: 'Ganti peserta' }).click();
  await expect(page.locator('#field-nip-error')).toBeVisible();
  await expect(page.locator('#field-name')).toHaveValue(coming.name);
  await page.locator('#field-nip').fill(String(coming.nip));
  await page.locator('#field-unitId').selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Ganti peserta' }).click();
  await expect(page.getByText('Peserta diganti.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(coming.name);
  await page.goto(`/konsol/acara/${event.id}/pendaftar/${id}`);
  await expect(page.getByRole('region', { name: 'Riwayat' })).toContainText('diganti; kursinya untuk');
  await context.close();
});

test('a mail that did not arrive is sent again from the history of the person', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`${demoLink('By approval: its participants')}?mail=failed`);
  await page.locator('tbody a').first().click();
  const history = page.getByRole('region', { name: 'Riwayat' });
  await expect(history).toContainText('no such user here');
  await expect(history).toContainText('Formulir');
  await expectAccessible(page);
  await history.getByRole('button', { name: /^Coba lagi/ }).click();
  await expect(page.locator('main').getByText('Email dicoba lagi.').first()).toBeVisible();
  await expect(history.getByRole('button', { name: /^Coba lagi/ })).toHaveCount(0);
});
