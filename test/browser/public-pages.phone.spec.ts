import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { demoLink } from './support/demo.js';

const pages = () => [
  '/',
  demoLink('Register for Tahap 2'),
  `${demoLink('Register for Tahap 2')}/daftar`,
  `${demoLink('Register for Tahap 2')}/daftar?status=pns`,
  demoLink('A ticket of Tahap 2'),
  demoLink('Tahap 1, over and archived'),
  demoLink('A ticket of Tahap 1'),
  '/v',
  demoLink('A valid certificate'),
  demoLink('A revoked certificate'),
  '/v/0000000000A',
  '/data-pribadi',
  '/masuk',
];

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const [language, prefix] of [
  ['id', ''],
  ['en', '/en'],
] as const) {
  test(`public pages in ${language}: accessible, and no wider than 320 px`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.setViewportSize({ width: 320, height: 640 });
    for (const address of pages()) {
      await test.step(address, async () => {
        const answer = await page.goto(prefix + address);
        expect(answer?.ok()).toBe(true);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(page).toHaveTitle(/.+/);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        await expectAccessible(page);
      });
    }
  });
}

test('the switch leads to the same page in English and back', async ({ page }) => {
  const address = demoLink('Register for Tahap 2');
  await page.goto(address);
  await page.getByRole('link', { name: 'EN, English' }).first().click();
  await expect(page).toHaveURL(`/en${address}`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Organiser' })).toBeVisible();
  await page.getByRole('link', { name: 'ID, Bahasa Indonesia' }).first().click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { name: 'Penyelenggara' })).toBeVisible();
});

test('messengers find title, facts and picture by absolute addresses', async ({ page, request, baseURL }) => {
  const address = demoLink('Register for Tahap 2');
  const html = await (await request.get(address)).text();
  const head = (property: string) => new RegExp(`<meta property="${property}" content="([^"]+)"`).exec(html)?.[1] ?? '';
  await page.goto(address);
  expect(head('og:title')).toBe(await page.getByRole('heading', { level: 1 }).innerText());
  expect(head('og:description')).toMatch(/\d{4}.*\d\d\.\d\d/);
  expect(head('og:url')).toBe(`${baseURL}${address}`);
  expect(head('og:image')).toMatch(new RegExp(`^${baseURL}/`));
  const picture = await request.get(head('og:image'));
  expect(picture.headers()['content-type']).toBe('image/png');
  expect((await picture.body()).length).toBeLessThan(300_000);
});

test('the certificate page says valid, revoked or unknown, and no more than the paper', async ({ page }) => {
  await page.goto(demoLink('A valid certificate'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sertifikat berlaku');
  await expect(page.getByText(/^\d{4}[*•\s]+\d{4}$|^\d{4}\*+\d{4}$/).first()).toBeVisible();
  expect(await page.content()).not.toMatch(/\b\d{18}\b|@\w+\.|\+62\d/);
  await page.goto(demoLink('A revoked certificate'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sertifikat dicabut');
  await expect(page.getByText('Alasan:')).toBeVisible();
  await page.goto('/v');
  await page.getByLabel('Kode sertifikat').fill('0000000000A');
  await page.getByRole('button', { name: 'Periksa' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tidak dikenal');
});

test('the first visit of an event weighs 60 kB at most', async ({ page, context }) => {
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  const kinds = new Map<string, string>();
  const weights: { kind: string; bytes: number }[] = [];
  wire.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weights.push({ kind: kinds.get(requestId) ?? '', bytes: encodedDataLength });
  });
  await page.goto(demoLink('Register for Tahap 2'), { waitUntil: 'networkidle' });
  const counted = weights.filter(({ kind }) => ['Document', 'Stylesheet', 'Script', 'Font'].includes(kind));
  expect(counted.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Document', 'Script']));
  const total = counted.reduce((sum, { bytes }) => sum + bytes, 0);
  test.info().annotations.push({ type: 'weight', description: `${total} bytes` });
  expect(total).toBeLessThanOrEqual(60_000);
});
