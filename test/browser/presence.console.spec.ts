import { type APIRequestContext, expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, type PublishedEvent, runningEvent, scanCode, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis Kehadiran', 10);
  const { ticketCode } = await takeSeat(api, event.slug, 8800);
  for (const n of [8801, 8802, 8803]) await takeSeat(api, event.slug, n);
  await scanCode(api, event.id, ticketCode);
});
test.afterAll(() => api.dispose());

for (const width of [360, 1280]) {
  test(`fits a screen of ${width} and passes axe`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, 'panitia');
    for (const path of ['kehadiran', 'kehadiran/koreksi']) {
      await page.goto(`/konsol/acara/${event.id}/${path}`);
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    }
  });
}
