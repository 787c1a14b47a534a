import { readFileSync } from 'node:fs';
import { expect, type Page, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';

/** The address of the first stage of the demo, which is over and complete. */
async function firstStage(page: Page): Promise<string> {
  await page.goto('/konsol');
  const link = page.getByRole('link', { name: /Smart City Tahap 1/ }).first();
  return String(await link.getAttribute('href'));
}

async function expectPage(page: Page, address: string, language: 'id' | 'en'): Promise<void> {
  await test.step(`${language} ${address}`, async () => {
    const answer = await page.goto(language === 'en' ? `/en${address}` : address);
    expect(answer?.status()).toBe(200);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
}

for (const [language, width] of [
  ['id', 1280],
  ['en', 360],
] as const) {
  test(`the pages of an event in ${language} at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, 'panitia');
    const event = await firstStage(page);
    const parts = [
      '',
      '/pendaftar',
      '/pendaftar/baru',
      '/agenda',
      '/pintu',
      '/sertifikat',
      '/utusan',
      '/komitmen',
      '/email',
    ];
    for (const part of [...parts, '/pengaturan']) await expectPage(page, event + part, language);
    await expectPage(page, '/konsol/acara/baru', language);
    await page.goto(`${event}/pendaftar`);
    const people = page.locator('tbody th a');
    await expectPage(page, await people.first().evaluate((link: HTMLAnchorElement) => link.pathname), language);
  });

  test(`the pages of the whole office in ${language} at ${width} px`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, 'admin');
    const pages = ['', '/jp', '/jp?view=check', '/email', '/pekerjaan', '/jejak', '/akun', '/akun/baru', '/pengaturan'];
    for (const part of [...pages, '/kata-sandi']) await expectPage(page, `/konsol${part}`, language);
    const second = page.getByRole('link', { name: /Smart City Tahap 2/ }).first();
    await page.goto('/konsol');
    const event = String(await second.getAttribute('href'));
    for (const part of ['', '/pengaturan', '/komitmen', '/agenda?sesi=baru']) {
      await expectPage(page, event + part, language);
    }
  });
}

test('the register of certificates shows how far the issue has come, and each number', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto(`${await firstStage(page)}/sertifikat`);
  await expect(page.locator('.stages')).toBeVisible();
  await expect(page.getByText(/800\.2\.4\/\d{4}\/BKPSDM\/VI\/2022/).first()).toBeVisible();
});

test('HR sees hours against 20 and takes them along in three forms', async ({ page }) => {
  await signIn(page, 'bkpsdm');
  await page.goto('/konsol/jp?year=2022');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jam pelajaran 2022');
  await expect(page.getByText('Hak setiap ASN: 20 JP setahun')).toBeVisible();
  const taken = async (form: string) => {
    await page.getByRole('radio', { name: form }).check();
    const loading = page.waitForEvent('download');
    await page.getByRole('link', { name: `Unduh ${form}` }).click();
    return readFileSync(await (await loading).path());
  };
  expect((await taken('XLSX')).subarray(0, 2).toString()).toBe('PK');
  const csv = (await taken('CSV')).toString('utf8');
  expect(csv.codePointAt(0)).toBe(0xfeff);
  expect(csv).toMatch(/^\d{18};/m);
  const bodies = JSON.parse((await taken('JSON SIASN')).toString('utf8')) as object[];
  expect(JSON.stringify(bodies)).toMatch(/"tanggalKursus":"08-06-2022"/);
});

test('the outbox shows mails with state; an auditor filters the log in its address', async ({ page }) => {
  await signIn(page, 'panitia');
  await page.goto('/konsol/email');
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, 'auditor');
  await page.goto('/konsol/jejak');
  await page.locator('select[name=action]').selectOption('events.published');
  await page.getByRole('button', { name: 'Terapkan' }).click();
  await expect(page).toHaveURL(/action=events\.published/);
  const actions = page.locator('tbody th small');
  await expect(actions.first()).toHaveText('events.published');
  expect(new Set(await actions.allInnerTexts())).toEqual(new Set(['events.published']));
});

for (const [path, name] of [
  ['jejak', 'action'],
  ['jp', 'unit'],
  ['pegawai', 'unitId'],
] as const) {
  test(`with a keyboard the filter ${name} of /konsol/${path} keeps the focus`, async ({ page }) => {
    await signIn(page, 'admin');
    await page.goto(`/konsol/${path}`);
    const select = page.locator(`.filters select[name=${name}]`);
    const chosen = await select.locator('option').nth(1).getAttribute('value');
    await select.focus();
    await page.keyboard.press('ArrowDown');
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get(name) === chosen);
    await expect(select).toBeFocused();
  });
}
