import { expect, type Page, test } from './support/console.js';
import { signIn } from './support/demo.js';
import { apiAs, publishEvent } from './support/made-event.js';

let eventId: string;

test.beforeAll(async ({ baseURL }) => {
  const api = await apiAs(String(baseURL), 'panitia');
  ({ id: eventId } = await publishEvent(api, 'Bimbingan Teknis Banyak Formulir', 50));
  const mayor = { name: 'Meiske Perumpamaan', office: 'Wali Kota', rank: null, nip: null };
  const commitment = { title: 'Komitmen Kota Cerdas', body: 'Kami berkomitmen.', signatories: [mayor] };
  const saved = await api.put(`/api/events/${eventId}/commitment`, { data: commitment });
  expect(saved.ok()).toBe(true);
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

test('a signing that is refused takes nothing away that was typed into the commitment', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${eventId}/komitmen`);
  const office = page.locator('[name="signatories.0.office"]');
  await office.fill('Wali Kota Terpilih');
  await page.locator('#field-title').fill('');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(page.locator('.field-error')).toHaveCount(1);
  await page.locator('#ditandatangani').getByRole('button').click();
  await expect(page.locator('#ditandatangani .field-error')).toBeVisible();
  await expect(office).toHaveValue('Wali Kota Terpilih');
  await expect(page.locator('#field-title')).toHaveValue('');
  await expect(page.locator('.field-error')).toHaveCount(2);
});
