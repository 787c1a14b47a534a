import { type APIRequestContext, expect, test } from './support/console.js';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, publishEvent, type PublishedEvent } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

const row = (n: number, nip = applicant(n).nip): string =>
  [nip, applicant(n).name, 'Dinas Uji', 'Analis', '081234567890', applicant(n).email].join(';');
const file = (...rows: string[]) => ({
  name: 'surat tugas.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['NIP;Nama;OPD;Jabatan;No HP;Email', ...rows].join('\r\n')),
});

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await publishEvent(api, 'Peserta lewat Berkas', 5);
});
test.afterAll(() => api.dispose());

test('an organiser imports participants from a file, and takes it back', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pendaftar`);
  await page.getByRole('link', { name: 'Impor' }).click();
  const check = page.getByRole('button', { name: 'Periksa berkas' });

  await test.step('a file that is none is refused beside its field', async () => {
    await page.locator('#field-file').setInputFiles({
      name: 'daftar.xlsx',
      mimeType: 'application/vnd.ms-excel',
      buffer: Buffer.from('<html><body><table>'),
    });
    await check.click();
    await expect(page.locator('#field-file-error')).toContainText('halaman web');
    await expectAccessible(page);
  });

  await test.step('the preview says what each row would do, and why not', async () => {
    await page.locator('#field-file').setInputFiles(file(row(7001), row(7002), row(7003, '1,98503E+17')));
    await check.click();
    await expect(page.getByText('2 baris baru, 0 berubah, 1 ditolak.')).toBeVisible();
    await expect(page.getByText(/dirusak Excel/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('two rows are saved, with progress', async () => {
    await page.getByRole('button', { name: 'Simpan 2 baris' }).click();
    await expect(page.getByText('2 baris tersimpan.')).toBeVisible({ timeout: 30_000 });
    await page.goto(`/konsol/acara/${event.id}/pendaftar`);
    await expect(page.getByText(applicant(7001).name)).toBeVisible();
    await page.goBack();
  });

  await test.step('the whole import is undone after a question', async () => {
    await page.getByRole('button', { name: 'Urungkan impor' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('button', { name: 'Jangan urungkan' })).toBeFocused();
    await dialog.getByRole('button', { name: 'Urungkan impor' }).click();
    await expect(page.getByText('2 baris diurungkan.')).toBeVisible({ timeout: 30_000 });
    await expectAccessible(page);
  });
});

test('whoever is in the directory fills the form by his number, with the keyboard alone', async ({ page }) => {
  const { rows } = (await (await api.get('/api/directory/employees?limit=1')).json()) as {
    rows: { nip: string; name: string }[];
  };
  const [employee] = rows;
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/pendaftar/baru`, { waitUntil: 'networkidle' });
  await page.getByRole('searchbox').fill(employee?.nip ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: '1 pegawai ditemukan' }).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#field-name')).toHaveValue(employee?.name ?? '');
  await expect(page.locator('#field-nip')).toHaveValue(employee?.nip ?? '');
  await expectAccessible(page);
});
