import { type APIRequestContext, expect, test } from '@playwright/test';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { apiAs, post, publishEvent } from './support/made-event.js';

interface Desk {
  link: string;
}

let api: APIRequestContext;
let link: string;

test.beforeAll(async ({ baseURL }, { project, workerIndex }) => {
  api = await apiAs(String(baseURL), 'panitia');
  const event = await publishEvent(api, `Utusan ${project.name} ${workerIndex}`, 20);
  const units = (await (await api.get('/api/public/units')).json()) as { id: string; name: string }[];
  const contact = { contactName: 'Deni Umpama', contactEmail: 'deni@dinkes.example' };
  const desk = { unitId: units[0]?.id, ...contact };
  const [made] = await post<Desk[]>(api, `/events/${event.id}/delegations`, desk);
  link = made?.link ?? '';
});
test.afterAll(() => api.dispose());

const line = (n: number, changes: { nip?: string } = {}): string => {
  const { nip, name, position, rank, phone, email } = { ...applicant(n), ...changes };
  return [nip, name, position, rank, phone, email].join('\t');
};

test('a contact pastes three rows, mends one, swaps one and withdraws one', async ({ page }, { project }) => {
  const hasScript = project.use.javaScriptEnabled !== false;
  const nip = page.getByLabel('NIP', { exact: true });
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Meja utusan');
  if (hasScript) await expectAccessible(page);

  await test.step('rows of a sheet land in the table, each with what is wrong with it', async () => {
    const sheet = [line(8101), line(8102, { nip: '1,98E+17' }), line(8103)].join('\n');
    if (hasScript) {
      await nip.first().evaluate((input, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, sheet);
    } else {
      await page.getByText('Tempel dari Excel').click();
      await page.getByLabel('Baris dari Excel').fill(sheet);
      await page.getByRole('button', { name: 'Masukkan ke tabel' }).click();
    }
    await expect(page.getByText('1 baris perlu diperbaiki.')).toBeVisible();
    await expect(nip).toHaveCount(3);
    await expect(nip.nth(1)).toHaveValue('1,98E+17');
    await expect(page.getByText(/dirusak Excel/)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    if (hasScript) await expectAccessible(page);
  });

  await test.step('the good ones are registered, the bad one stays to be mended', async () => {
    await page.getByRole('button', { name: 'Daftarkan', exact: true }).click();
    await expect(page.getByText('2 orang terdaftar.')).toBeVisible();
    await expect(nip).toHaveCount(1);
    await nip.fill(applicant(8102).nip ?? '');
    await page.getByRole('button', { name: 'Daftarkan', exact: true }).click();
    await expect(page.getByText('1 orang terdaftar.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Utusan unit ini (3)' })).toBeVisible();
  });

  await test.step('one comes in the place of another', async () => {
    await page.getByRole('link', { name: `Ganti ${applicant(8101).name}` }).click();
    const coming = applicant(8104);
    await nip.fill(coming.nip ?? '');
    await page.getByLabel('Nama lengkap').fill(coming.name);
    await page.getByRole('button', { name: 'Ganti sekarang' }).click();
    await expect(page.getByText('Isi jabatan.')).toBeVisible();
    await expect(nip).toHaveValue(coming.nip ?? '');
    if (hasScript) await expectAccessible(page);
    await page.getByLabel('Jabatan').fill(coming.position);
    await page.getByLabel('Nomor HP').fill(coming.phone);
    await page.getByLabel('Email').fill(coming.email);
    await page.getByRole('button', { name: 'Ganti sekarang' }).click();
    await expect(page.getByText('Sudah diganti.')).toBeVisible();
    await expect(page.getByRole('link', { name: `Ganti ${coming.name}` })).toBeVisible();
  });

  await test.step('one is withdrawn after a question', async () => {
    await page.getByRole('link', { name: `Tarik ${applicant(8103).name}` }).click();
    await expect(page.getByRole('heading', { name: 'Tarik pendaftaran ini?' })).toBeVisible();
    await page.getByRole('button', { name: 'Tarik pendaftaran' }).click();
    await expect(page.getByText('Pendaftarannya sudah ditarik.')).toBeVisible();
  });
});
