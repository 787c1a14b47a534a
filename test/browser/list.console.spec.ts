import { readFile } from 'node:fs/promises';
import { type APIRequestContext, expect, type Page, test } from './support/console.js';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { demoLink, signIn } from './support/demo.js';
import { apiAs, post, publishEvent, type PublishedEvent, takeSeat } from './support/made-event.js';

const PEOPLE = 30;
const HEAVIEST = 60_000;

let api: APIRequestContext;
let event: PublishedEvent;
const list = () => `/konsol/acara/${event.id}/pendaftar`;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await publishEvent(api, 'Daftar Peserta yang Panjang', 100);
  for (let n = 0; n < PEOPLE; n++) {
    const { submissionNonce: _, ...person } = applicant(7_100 + n);
    await post(api, `/events/${event.id}/registrations`, person);
  }
});
test.afterAll(() => api.dispose());

test('a page of the list is light', async ({ page }) => {
  await signIn(page, 'panitia');
  const answer = await page.request.get(list());
  const html = await answer.body();
  expect((html.toString().match(/<th scope="row"/g) ?? []).length).toBe(25);
  expect(html.length).toBeLessThanOrEqual(HEAVIEST);
});

test('all that match are selected and reminded in one act', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(list());
  await page.getByLabel('Pilih semua di halaman ini').check();
  const bar = page.getByRole('region', { name: 'dipilih' });
  await bar.getByRole('button', { name: `Pilih semua ${PEOPLE} yang cocok` }).click();
  await expect(bar).toContainText(`Semua ${PEOPLE} yang cocok dipilih`);
  await expectAccessible(page);
  await bar.getByRole('button', { name: `Ingatkan ${PEOPLE}` }).click();
  await expect(page.getByText(`${PEOPLE} peserta diingatkan.`)).toBeVisible();
});

test('filters, columns and exports follow the address', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(list());
  await page.getByLabel('Unit kerja').selectOption({ index: 1 });
  await expect(page).toHaveURL(/unitId=/);
  const query = new URL(page.url()).searchParams.get('unitId') ?? '';
  expect(page.url()).not.toMatch(/=(&|$)/);
  await page.getByText('Ekspor', { exact: true }).click();
  await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', new RegExp(`unitId=${query}`));
  await page.goto(list());
  await page.getByText('Kolom', { exact: true }).click();
  await page.getByRole('link', { name: 'Kode tiket' }).click();
  await expect(page.getByRole('columnheader', { name: 'Kode tiket' })).toBeVisible();
});

test('a filter keeps the focus when its use moves it into the line, and out of it', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(list());
  const more = page.getByText('Saringan lain', { exact: true });
  const source = page.locator('select[name=source]');
  await more.click();
  await source.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/source=/);
  await expect(page.locator('.more').locator('select[name=source]')).toHaveCount(0);
  await expect(source).toBeFocused();
  await page.reload();
  await source.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page).not.toHaveURL(/source=/);
  await expect(more).toBeFocused();
});

test('on a phone the filters wait behind a button', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, 'panitia');
  await page.goto(list());
  const kind = page.getByLabel('Status kepegawaian');
  await expect(kind).toBeHidden();
  await page.getByRole('button', { name: 'Saringan' }).click();
  await expect(kind).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('names keep their room beside seven columns', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, 'panitia');
  await page.goto(`${list()}?columns=unit,status,letter,mail,arrived,created,kind`);
  const name = await page.getByRole('columnheader', { name: 'Nama, NIP' }).boundingBox();
  expect(name?.width).toBeGreaterThanOrEqual(240);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
});

async function keepView(page: Page, name: string, { shared }: { shared: boolean }) {
  await page.goto(`${list()}?source=staff`);
  await page.getByRole('button', { name: 'Simpan tampilan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama tampilan').fill(name);
  const box = dialog.getByLabel('Bagikan ke panitia acara ini');
  await expect(box).not.toBeChecked();
  await box.setChecked(shared);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a view is kept under a name, gets another, and goes away', async ({ page }) => {
  await signIn(page, 'panitia');
  await keepView(page, 'Dari panitia', { shared: false });
  await expect(page.getByRole('link', { name: 'Dari panitia' })).toBeVisible();
  await page.goto(list());
  await page.getByRole('link', { name: 'Dari panitia' }).click();
  await expect(page).toHaveURL(/source=staff/);
  await page.getByRole('button', { name: /Dari panitia/ }).click();
  await page.getByRole('dialog').getByLabel('Nama tampilan').fill('Lewat panitia');
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await page.getByRole('button', { name: /Lewat panitia/ }).click();
  await page.getByRole('button', { name: 'Hapus tampilan' }).click();
  await expect(page.getByRole('link', { name: 'Lewat panitia' })).toHaveCount(0);
});

test('a view is shared with the committee, and one that is gone is told while the list stands', async ({
  page,
  browser,
}) => {
  await signIn(page, 'panitia');
  await keepView(page, 'Tamu bersama', { shared: true });
  await page.goto(list());
  const tab = { name: 'Dibagikan ke panitia Tamu bersama' };
  await expect(page.getByRole('link', tab)).toBeVisible();

  const colleague = await (await browser.newContext()).newPage();
  await signIn(colleague, 'admin');
  await colleague.goto(list());
  await colleague.locator('[data-hydrated=false]').waitFor({ state: 'detached' });
  await colleague.getByRole('link', tab).click();
  await expect(colleague).toHaveURL(/source=staff/);
  await expectAccessible(colleague);
  await colleague.getByRole('button', { name: /Tamu bersama/ }).click();
  await colleague.getByRole('button', { name: 'Hapus untuk semua panitia' }).click();
  await expect(colleague.getByRole('link', tab)).toHaveCount(0);
  await colleague.context().close();

  await page.getByRole('link', tab).click();
  await expect(page.getByText('Tampilan ini sudah dihapus')).toBeVisible();
  await expect(page.getByRole('rowheader')).toHaveCount(25);
  await expect(page.getByRole('link', tab)).toHaveCount(0);
});

test('answers stand beside the rows, and the columns of a file are chosen', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(demoLink('By approval: its participants'));
  await page.getByText('Saringan lain').click();
  await expectAccessible(page);
  await page
    .getByLabel('Peran Anda dalam pengelolaan data')
    .selectOption({ label: 'Peran Anda dalam pengelolaan data: Produsen data' });
  await expect(page).toHaveURL(/answer=[\w-]+%3A[\w-]+/);
  await page.getByText('Kolom', { exact: true }).click();
  await page.getByRole('link', { name: 'Peran Anda dalam pengelolaan data' }).click();
  const head = page.getByRole('columnheader', { name: 'Peran Anda dalam pengelolaan data' });
  await expect(head).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Produsen data' })).toHaveCount(await page.locator('tbody tr').count());
  await page.getByText('Ekspor', { exact: true }).click();
  await page.getByText('Pilih kolom').click();
  const boxes = page.getByRole('group', { name: 'Kolom dalam berkas' }).getByRole('checkbox');
  await expect(boxes.first()).toBeVisible();
  for (const box of await boxes.all()) await box.uncheck();
  await page.getByRole('checkbox', { name: 'Nama', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Peran Anda dalam pengelolaan data' }).check();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('form[action$="registrations.xlsx"]').getByRole('button', { name: 'CSV' }).click(),
  ]);
  const lines = (await readFile(await file.path(), 'utf8'))
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean);
  expect(lines[0]).toMatch(/^"?Nama"?[;,]"?Peran Anda dalam pengelolaan data"?$/);
  expect(lines.slice(1).length).toBeGreaterThan(0);
  expect(lines.slice(1).every((line) => line.includes('Produsen data'))).toBe(true);
});

test('several are approved in one act, which is taken back', async ({ page }) => {
  const { id, slug } = await publishEvent(api, 'Bimtek dengan Persetujuan', 10, { byApproval: true });
  for (const n of [7_180, 7_181]) await takeSeat(api, slug, n);
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${id}/pendaftar?status=pending`);
  await page.getByLabel('Pilih semua di halaman ini').check();
  await page.getByRole('button', { name: 'Setujui 2' }).click();
  await expect(page.getByText('2 peserta disetujui.')).toBeVisible();
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect(page.getByText('Keputusan diurungkan.')).toBeVisible();
  await expect(page.getByText('Menunggu persetujuan')).toHaveCount(2);
});
