import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { scanAtDoor } from '../../src/documents/testing/door-scanner.js';
import { expectAccessible } from './support/axe.js';
import { apiAs, publishEvent, takeSeat } from './support/made-event.js';

/** As a messenger sends a picture on: half as wide, and squeezed hard. */
const squeezed = async (picture: Buffer): Promise<Buffer> => {
  const { width = 0 } = await sharp(picture).metadata();
  return sharp(picture)
    .resize({ width: Math.round(width / 2) })
    .jpeg({ quality: 40 })
    .toBuffer();
};

async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('a ticket is kept as a screenshot, a picture or a PDF, and each shows its code', async ({ page, baseURL }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  const event = await publishEvent(api, 'Tiket sebagai berkas', 5);
  const { token, ticketCode, qr } = await takeSeat(api, event.slug, 8501);
  await page.goto(`/t/${token}`);
  const shot = await page.screenshot();
  expect(await scanAtDoor(shot)).toEqual([qr]);
  expect(await scanAtDoor(await squeezed(shot))).toEqual([qr]);

  const picture = await saved(page, 'Simpan gambar');
  expect(picture.name).toBe(`tiket-${ticketCode}.png`);
  expect(await scanAtDoor(await squeezed(picture.bytes))).toEqual([qr]);
  const pdf = await saved(page, 'Simpan PDF');
  expect(pdf.name).toBe(`tiket-${ticketCode}.pdf`);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');

  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  if (test.info().project.use.javaScriptEnabled !== false) await expectAccessible(page);
  await page.goto(`/en/t/${token}`);
  await expect(page.getByRole('link', { name: 'Save picture' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Save PDF' })).toBeVisible();
  await api.dispose();
});
