import { type APIRequestContext, expect, type Page, test } from './support/console.js';
import { applicant } from '../factories/applicants.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs } from './support/made-event.js';

let api: APIRequestContext;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'bkpsdm');
});
test.afterAll(() => api.dispose());

type Employee = Record<string, string>;
const save = (page: Page) => page.getByRole('button', { name: 'Simpan', exact: true });

test('one employee is added, corrected over a change of another, moved and retired', async ({ page }) => {
  const { nip } = applicant(9301);
  await signIn(page, 'bkpsdm');
  await page.goto('/konsol/pegawai/baru');
  await page.locator('#field-nip').fill('1,97001E+17');
  await page.locator('#field-name').fill('Novita Umpama');
  await page.locator('#field-position').fill('Analis Kepegawaian');
  await page.locator('#field-unitId').selectOption({ index: 2 });
  await save(page).click();
  await expect(page.locator('#field-nip-error')).toContainText('dirusak Excel');
  await expect(page.locator('#field-name')).toHaveValue('Novita Umpama');
  await expectAccessible(page);
  await page.locator('#field-nip').fill(String(nip));
  await save(page).click();
  await expect(page.getByText('Data pegawai tersimpan.')).toBeVisible();
  const employeeId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

  await test.step('a form from before a change of another is told, and saved again', async () => {
    await page.getByRole('link', { name: 'Betulkan data' }).click();
    await page.locator('#field-backTitle').fill('S.Psi.');
    const read = await api.get(`/api/directory/employees/${employeeId}`);
    const { kind, frontTitle, name, backTitle, unitId, rank, phone, email, version } = (await read.json()) as Employee;
    const same = { kind, frontTitle, name, backTitle, unitId, rank, phone, email, version };
    const other = { ...same, position: 'Analis SDM', active: true };
    const changed = await api.patch(`/api/directory/employees/${employeeId}`, { data: other });
    expect(changed.ok(), await changed.text()).toBe(true);
    await save(page).click();
    await expect(page.getByRole('alert')).toContainText('diubah orang lain');
    await expect(page.getByText('Analis SDM')).toBeVisible();
    await expectAccessible(page);
    await save(page).click();
    await expect(page.getByText('Data pegawai tersimpan.')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Novita Umpama, S.Psi.');
  });

  await test.step('a move is a new step of the history', async () => {
    await page.getByRole('link', { name: 'Catat mutasi' }).click();
    await page.locator('#field-position').fill('Kepala Subbagian Umum');
    await page.locator('#field-validFrom').fill('2026-03-01');
    await save(page).click();
    await expect(page.getByText('Data pegawai tersimpan.')).toBeVisible();
    await expect(page.getByText('Kepala Subbagian Umum').first()).toBeVisible();
    await expect(page.getByText('Analis Kepegawaian').first()).toBeVisible();
  });

  await test.step('who left stays, and is marked, also on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('link', { name: 'Betulkan data' }).click();
    await page.locator('#field-active').selectOption('no');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await expectAccessible(page);
    await save(page).click();
    await expect(page.getByText('Data pegawai tersimpan.')).toBeVisible();
  });
});
