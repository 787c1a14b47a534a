import { type APIRequestContext, expect, test } from '@playwright/test';
import { onePagePdf } from '../factories/papers.js';
import { apiAs, publishEvent, takeSeat } from './support/made-event.js';

let api: APIRequestContext;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
});
test.afterAll(() => api.dispose());

test('a letter of assignment far beyond the limit is refused in words, and a small one taken after it', async ({
  page,
}) => {
  const event = await publishEvent(api, 'Surat tugas wajib', 5, { letterRule: 'required' });
  const { token } = await takeSeat(api, event.slug, 8431);
  await page.goto(`/t/${token}/surat`);
  const send = async (buffer: Buffer) => {
    await page.getByLabel('Nomor surat').fill('800.1.11.1/101/2026');
    await page.getByLabel('Tanggal surat').fill('2026-11-20');
    await page.getByLabel('PDF atau foto').setInputFiles({ name: 'surat.pdf', mimeType: 'application/pdf', buffer });
    await page.getByRole('button', { name: 'Unggah surat tugas' }).click();
  };
  const pdf = await onePagePdf();
  await send(Buffer.concat([pdf, Buffer.alloc(14_000_000, ' ')]));
  await expect(page.getByText('Pilih berkas sampai 5 MB').first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await send(pdf);
  await expect(page.getByText('800.1.11.1/101/2026')).toBeVisible();
});
