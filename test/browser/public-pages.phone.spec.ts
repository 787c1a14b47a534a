import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { demoData } from './support/demo.js';

const FIRST_VISIT_LIMIT = 60_000;
const EVENT = '/kegiatan/smart-city-tahap-2';

/** Every page that is open to all, with those that the demo names: tickets and certificates. */
const pages = () => ['/', '/masuk', '/v', '/data-pribadi', EVENT, `${EVENT}/daftar`, ...publicLinks()];
const publicLinks = () =>
  demoData()
    .links.map(({ url }) => url)
    .filter((url) => /^\/[tv]\//.test(url));

async function expectFits(page: Page): Promise<void> {
  const [width, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(width).toBeLessThanOrEqual(screen ?? 0);
}

for (const prefix of ['', '/en']) {
  test(`pages ${prefix || '/id'} are accessible and fit the screen`, async ({ page }) => {
    for (const path of pages()) {
      await test.step(path, async () => {
        const answer = await page.goto(prefix + path);
        expect(answer?.status()).toBe(200);
        await expect(page.locator('html')).toHaveAttribute('lang', prefix ? 'en' : 'id');
        await expect(page).toHaveTitle(/.+/);
        await expectFits(page);
        await expectAccessible(page);
      });
    }
  });
}

test('the first visit of an event stays small on the wire', async ({ page, context }) => {
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await page.goto(EVENT, { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThanOrEqual(FIRST_VISIT_LIMIT);
});

test('an event says what it is to messengers', async ({ page, request, baseURL }) => {
  await page.goto(EVENT);
  for (const name of ['og:title', 'og:description', 'og:url', 'og:image']) {
    await expect(page.locator(`meta[property="${name}"]`)).toHaveAttribute('content', /.+/);
  }
  const image = await page.locator('meta[property="og:image"]').getAttribute('content');
  expect(image).toContain(String(baseURL));
  const answer = await request.get(String(image));
  expect(answer.headers()['content-type']).toMatch(/^image\/(png|jpeg)/);
});
