import { expect, type Page, test } from './support/console.js';
import { signIn } from './support/demo.js';
import { apiAs, publishEvent } from './support/made-event.js';

let eventId: string;

test.beforeAll(async ({ baseURL }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  ({ id: eventId } = await publishEvent(api, 'Bimbingan Teknis Banyak Formulir', 50));
  await api.dispose();
});

/** The next answer to this form comes when it is let go. */
async function held(page: Page, action: string): Promise<{ letGo: () => void }> {
  let letGo = (): void => undefined;
  const waiting = new Promise<void>((free) => (letGo = free));
  await page.route(
    (url) => url.search === `?/${action}`,
    async (route) => {
      const response = await route.fetch();
      await waiting;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  return { letGo };
}

test('the faults of a form stay though another, sent before it, is answered after it', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${eventId}/pengaturan`);
  const [committee, seats] = [page.locator('#panitia'), page.locator('#kursi')];
  await committee.getByRole('button', { name: 'Tambah panitia' }).click();
  await page.locator('[name="members.0.name"]').fill('Meiske Perumpamaan');
  await page.locator('[name="members.0.office"]').fill('Panitia');
  const { letGo } = await held(page, 'panitia');
  await committee.getByRole('button', { name: 'Simpan' }).click();
  await page.locator('#field-capacity').fill('banyak');
  await seats.getByRole('button', { name: 'Simpan' }).click();
  await expect(seats.locator('.field-error')).toBeVisible();
  letGo();
  await expect(page.getByText('Tersimpan.', { exact: true })).toBeVisible();
  await expect(seats.locator('.field-error')).toBeVisible();
  await expect(page).toHaveTitle(/^Ada 1 kesalahan:/);
  await page.locator('#field-capacity').fill('60');
  await seats.getByRole('button', { name: 'Simpan' }).click();
  await expect(seats.getByText('0 / 60')).toBeVisible();
  await expect(page.locator('.field-error')).toHaveCount(0);
});
