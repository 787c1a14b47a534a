import { readFileSync } from 'node:fs';
import { type APIRequestContext, expect, type Page, test } from './support/console.js';
import { streamXlsxRows } from 'hucre';
import { signIn } from './support/demo.js';
import { apiAs, type PublishedEvent, runningEvent, scanCode, takeSeat } from './support/made-event.js';

const PEOPLE = 60;
const A_PAGE = 25;
const CONNECTIONS_TO_A_HOST = 6;
let api: APIRequestContext;
let event: PublishedEvent;
let ticketCodes: string[];

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(120_000);
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis di Konsol', PEOPLE);
  ticketCodes = [];
  for (let n = 7000; n < 7000 + PEOPLE; n++) ticketCodes.push((await takeSeat(api, event.slug, n)).ticketCode);
});
test.afterAll(() => api.dispose());

test.beforeEach(async ({ page }) => {
  await signIn(page, 'panitia');
});

const figure = (page: Page, label: string) =>
  page.locator('.stat-band > div').filter({ has: page.getByText(label, { exact: true }) });

const live = (page: Page) => page.getByText('Langsung', { exact: true });

test('the overview shows an arrival while it happens', async ({ page }) => {
  await page.goto('/konsol');
  await page.getByRole('link', { name: event.title }).click();
  await expect(live(page)).toBeVisible();
  await expect(figure(page, 'Hadir').locator('dd')).toHaveText(/^0/);
  await scanCode(api, event.id, ticketCodes[0] ?? '');
  await expect(figure(page, 'Hadir').locator('dd')).toHaveText(/^1/);
});

test('whoever is excused or ill is not awaited, and the panel of officials says so', async ({ page }) => {
  const { id, slug } = await runningEvent(api, 'Bimbingan Teknis dengan Izin', 5);
  for (const n of [7101, 7102]) await takeSeat(api, slug, n);
  const visitor = { kind: 'guest', nip: undefined, rank: undefined, name: 'Rahel Undangan' } as const;
  await takeSeat(api, slug, 7103, visitor);
  const { slot, rows } = (await (await api.get(`/api/events/${id}/presence`)).json()) as {
    slot: string;
    rows: { registrationId: string; printedName: string }[];
  };
  const ids = (named: boolean) =>
    rows
      .filter(({ printedName }) => printedName.startsWith(visitor.name) === named)
      .map(({ registrationId }) => registrationId);
  for (const [kind, registrationIds] of [
    ['excused', ids(false).slice(0, 1)],
    ['ill', ids(true)],
  ] as const) {
    const said = { slot, kind, registrationIds, reason: 'Surat menyusul' };
    expect((await api.post(`/api/events/${id}/presence/corrections`, { data: said })).status()).toBe(204);
  }
  await page.goto(`/konsol/acara/${id}`);
  const awaited = figure(page, 'Belum datang');
  await expect(awaited.locator('dd')).toHaveText(/^1\s*selain 2 izin atau sakit$/);
  await awaited.getByRole('link').click();
  await expect(page.locator('.table-foot')).toContainText(/^Baris 1–1 dari 1 yang cocok/);
  await page.goto(`/konsol/acara/${id}/pintu`);
  const official = page.locator('.official').filter({ hasText: visitor.name });
  await expect(official).toContainText('Sakit');
  await expect(official).not.toContainText('belum datang');
});

/** As the browser says it of a tab behind another, which it says of none that a test has opened. */
const show = (page: Page, shown: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !shown);

test.describe('an answer that is no stream', () => {
  const stream = /\/api\/events\/[^/]+\/live$/;

  test.beforeEach(async ({ page }) => {
    await page.route(stream, (route) => route.fulfill({ status: 502, body: 'Bad Gateway' }));
    await page.goto(`/konsol/acara/${event.id}`);
    await expect(page.getByText('Terputus, mencoba lagi')).toBeVisible();
  });

  test('is asked for again until there is one', async ({ page }) => {
    await page.unroute(stream);
    await expect(live(page)).toBeVisible();
  });

  test('leads to signing in, once one has been signed out', async ({ page, context }) => {
    await context.clearCookies();
    await expect(page).toHaveURL(/\/masuk\?kembali=/);
  });
});

test('hidden tabs leave the site its connections, and show what has happened when they are shown', async ({
  page,
  context,
}) => {
  await page.goto(`/konsol/acara/${event.id}`);
  await expect(live(page)).toBeVisible();
  const before = Number.parseInt(await figure(page, 'Hadir').locator('dd').innerText());
  await show(page, false);
  for (let tabs = 1; tabs < CONNECTIONS_TO_A_HOST; tabs++) {
    const tab = await context.newPage();
    await tab.goto(`/konsol/acara/${event.id}`);
    await expect(live(tab)).toBeVisible();
    await show(tab, false);
  }
  const another = await context.newPage();
  await another.goto('/konsol', { timeout: 10_000 });
  await scanCode(api, event.id, ticketCodes[1] ?? '');
  await show(page, true);
  await expect(figure(page, 'Hadir').locator('dd')).toHaveText(new RegExp(`^${before + 1}(?!\\d)`));
});

test('the list is found by search, filters and pages, all in its address', async ({ page }) => {
  const list = `/konsol/acara/${event.id}/pendaftar`;
  await page.goto(list);
  await expect(page.locator('tbody tr')).toHaveCount(A_PAGE);
  const [first] = await page.locator('tbody th b').allInnerTexts();
  await page.getByRole('link', { name: 'Berikutnya' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator('tbody th b').first()).not.toHaveText(String(first));
  await page.getByRole('link', { name: 'Berikutnya' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(PEOPLE - 2 * A_PAGE);

  await page.goto(list);
  await page.getByRole('searchbox').fill(String(ticketCodes.at(-1)));
  await page.getByRole('searchbox').press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${ticketCodes.at(-1)}`));
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue(String(ticketCodes.at(-1)));
  await page.getByRole('searchbox').fill('Makalalag Tidak Ada');
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByText('Makalalag Tidak Ada')).toBeVisible();
  await page.goto(`${list}?kind=guest`);
  await expect(page.locator('tbody tr')).toHaveCount(0);
});

test('the list opens as a workbook', async ({ page }) => {
  await page.goto(`/konsol/acara/${event.id}/pendaftar`);
  const loading = page.waitForEvent('download');
  await page.locator('summary', { hasText: 'Ekspor' }).click();
  await page.getByRole('link', { name: 'Excel (XLSX)' }).click();
  const file = await (await loading).path();
  const rows: unknown[][] = [];
  for await (const { values } of streamXlsxRows(readFileSync(file))) rows.push(values);
  expect(rows.length).toBeGreaterThan(PEOPLE);
  const nips = rows.flat().filter((cell) => typeof cell === 'string' && /^\d{18}$/.test(cell));
  expect(nips).toHaveLength(PEOPLE);
});
