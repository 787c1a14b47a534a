import { type APIRequestContext, expect, test } from './support/console.js';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, publishEvent, type PublishedEvent } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await publishEvent(api, 'Peserta lewat Panitia', 5);
});
test.afterAll(() => api.dispose());

test('an organiser adds a participant, and cancels with a reason', async ({ page }) => {
  const person = applicant(9001);
  await signIn(page, 'panitia');
  const fill = async (nip: string) => {
    await page.goto(`/konsol/acara/${event.id}/pendaftar/baru`);
    await page.locator('#field-nip').fill(nip);
    await page.locator('#field-name').fill(person.name);
    await page.locator('#field-position').fill(person.position);
    await page.locator('#field-email').fill(person.email);
    await page.locator('#field-phone').fill(person.phone);
  };
  const add = page.getByRole('button', { name: 'Tambah peserta' });

  await test.step('faults stand beside their fields, with all else kept', async () => {
    await fill('1,97001E+17');
    await add.click();
    await expect(page.locator('#field-nip-error')).toContainText('dirusak Excel');
    await expect(page.locator('#field-unitId-error')).toBeVisible();
    await expect(page.locator('#field-name')).toHaveValue(person.name);
  });

  const odd = `${person.nip?.slice(0, 14)}5${person.nip?.slice(15)}`;
  await test.step('an odd sex digit is let through and told', async () => {
    await page.locator('#field-nip').fill(odd);
    await page.locator('#field-unitId').selectOption({ index: 2 });
    await add.click();
    await expect(page.getByText('Peserta ditambahkan.')).toBeVisible();
    await expect(page.getByText('di sini 5.')).toBeVisible();
    await expectAccessible(page);
  });
  const added = page.url();

  await test.step('the same person is not added twice', async () => {
    await fill(odd);
    await page.locator('#field-unitId').selectOption({ index: 2 });
    await add.click();
    await expect(page.getByRole('alert')).toContainText('sudah terdaftar di acara ini');
  });

  await test.step('the ticket goes out again, and the seat is taken back with a reason', async () => {
    await page.goto(added);
    await page.getByRole('button', { name: 'Kirim ulang tiket' }).click();
    await expect(page.getByText('Tiket dikirim ulang.')).toBeVisible();
    await page.getByRole('button', { name: 'Batalkan pendaftaran' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Tetap ikut' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Batalkan pendaftaran' }).click();
    await expect(dialog.locator('#field-reason-error')).toBeVisible();
    await dialog.locator('#field-reason').fill('Bertugas di tempat lain');
    await dialog.getByRole('button', { name: 'Batalkan pendaftaran' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: 'Riwayat' })).toContainText('Bertugas di tempat lain');
  });
});
