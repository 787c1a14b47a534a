import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { holdQr, replaceCamera, takeQrAway } from './support/camera.js';
import { signIn } from './support/demo.js';
import { keptForLater, openDoor, pairPhone, scanByHand, verdict } from './support/door.js';
import { apiAs, post, publishEvent, type PublishedEvent, runningEvent, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let event: PublishedEvent;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis di Pintu', 30);
  await post(api, `/events/${event.id}/gates`, { name: 'Pintu Timur' });
});
test.afterAll(() => api.dispose());

let faults: string[] = [];
test.beforeEach(({ page }) => {
  faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
});
test.afterEach('no fault in the script of the page', () => expect(faults).toEqual([]));

async function openScanner(page: Page): Promise<void> {
  await signIn(page, 'panitia');
  await page.goto(`/pintu?acara=${event.id}`);
  await page.getByRole('link', { name: 'Pintu Timur' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pintu Timur');
}

async function idOf(ticketCode: string): Promise<string> {
  const found = await api.get(`/api/events/${event.id}/registrations?q=${ticketCode}`);
  return ((await found.json()) as { rows: { id: string }[] }).rows[0]?.id ?? '';
}

const next = (page: Page) => page.getByRole('button', { name: 'Pindai berikutnya' }).click();

test('the camera: let in, already in with when and where, refused with the reason, and on', async ({ page }) => {
  test.setTimeout(120_000);
  const other = await publishEvent(api, 'Bimbingan Teknis Lain', 5);
  const [first, second] = [await takeSeat(api, event.slug, 8001), await takeSeat(api, event.slug, 8002)];
  const stranger = await takeSeat(api, other.slug, 8003);
  await replaceCamera(page);
  await openScanner(page);
  await expectAccessible(page);

  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toContainText(first.printedName);
  await expect(verdict(page)).toBeHidden();

  await holdQr(page, 'https://s.example/menu-kantin');
  await expect(verdict(page)).toContainText('TOLAK');
  await expect(verdict(page)).toContainText('Bukan kode tiket');
  await expectAccessible(page);
  await next(page);

  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('SUDAH MASUK');
  await expect(verdict(page)).toContainText(/Pertama\s*\d\d\.\d\d/);
  await expect(verdict(page)).toContainText('Pintu Timur');
  await expectAccessible(page);
  await next(page);

  await holdQr(page, stranger.qr);
  await expect(verdict(page)).toContainText('Tiket untuk acara lain');
  await expect(verdict(page)).toContainText('Bimbingan Teknis Lain');
  await expect(verdict(page)).not.toContainText(stranger.printedName);
  await next(page);

  await holdQr(page, second.qr);
  await expect(verdict(page)).toContainText(second.printedName);
});

test('the page weighs 60 kB at most before the decoder, and shows its icons', async ({ page, context }) => {
  const listed = await api.get('/door-files.json');
  const { decoder } = (await listed.json()) as { decoder: string[] };
  await replaceCamera(page);
  await signIn(page, 'panitia');
  // What the console still loads is not the door's.
  await page.goto('about:blank');
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  const kinds = new Map<string, string>();
  const weights: { kind: string; bytes: number }[] = [];
  wire.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (!decoder.includes(new URL(response.url).pathname)) kinds.set(requestId, type);
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weights.push({ kind: kinds.get(requestId) ?? '', bytes: encodedDataLength });
  });
  await page.goto(`/pintu?acara=${event.id}&pintu=bebas`);
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await page.waitForLoadState('networkidle');
  // The font is the console's, and cached for ever.
  const counted = weights.filter(({ kind }) => ['Document', 'Stylesheet', 'Script'].includes(kind));
  const total = counted.reduce((sum, { bytes }) => sum + bytes, 0);
  test.info().annotations.push({ type: 'weight', description: `${total} bytes` });
  expect(counted.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Document', 'Script']));
  expect(total).toBeLessThanOrEqual(60_000);
  const icons = await page.locator('svg.icon use').evaluateAll((uses) => uses.map((use) => use.getAttribute('href')));
  const [sprite = ''] = (icons[0] ?? '').split('#');
  const drawn = await (await page.request.get(sprite)).text();
  const missing = icons.filter((icon) => !drawn.includes(`id="${icon?.split('#')[1]}"`));
  expect([icons.length > 3, missing]).toEqual([true, []]);
});

test('a code can be typed, and a hand scanner types it by itself', async ({ page }) => {
  const [first, second] = [await takeSeat(api, event.slug, 8011), await takeSeat(api, event.slug, 8012)];
  await replaceCamera(page);
  await openScanner(page);

  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.getByLabel('Kode tiket, NIP, atau nama').fill(first.ticketCode.toLowerCase());
  await page.getByRole('button', { name: 'Periksa' }).click();
  await expect(verdict(page)).toContainText(first.printedName);
  await expect(verdict(page)).toBeHidden();

  await page.reload();
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await page.keyboard.type(second.ticketCode, { delay: 10 });
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText(second.printedName);
});

test('what a hand scanner types while another is asked about is asked after it', async ({ page }) => {
  const guests = [await takeSeat(api, event.slug, 8013), await takeSeat(api, event.slug, 8014)];
  await replaceCamera(page);
  await openScanner(page);
  let answer = () => {};
  const held = new Promise<void>((done) => (answer = done));
  await page.route('**/scans', async (route) => {
    await held;
    await route.continue();
  });
  for (const { ticketCode } of guests) {
    await page.keyboard.type(ticketCode);
    await page.keyboard.press('Enter');
  }
  answer();
  for (const { printedName } of guests) {
    await expect(verdict(page)).toContainText(printedName);
    await expect(verdict(page)).toContainText('MASUK');
  }
});

test('without a network it judges by itself, survives a reload, and sends what it kept', async ({ page, context }) => {
  test.setTimeout(120_000);
  const [first, late, cancelled] = [
    await takeSeat(api, event.slug, 8021),
    await takeSeat(api, event.slug, 8022),
    await takeSeat(api, event.slug, 8023),
  ];
  await post(api, `/events/${event.id}/registrations/${await idOf(cancelled.ticketCode)}/cancel`, { reason: 'Sakit' });
  await replaceCamera(page);
  await openScanner(page);
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await keptForLater(page);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/Tanpa jaringan sejak \d\d\.\d\d\. Terus saja memindai\./)).toBeVisible();
  await expectAccessible(page);

  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toContainText(first.printedName);
  await expect(verdict(page)).toBeHidden();
  await holdQr(page, cancelled.qr);
  await expect(verdict(page)).toContainText('Pendaftaran sudah dibatalkan');
  await next(page);
  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('SUDAH MASUK');
  await expect(verdict(page)).toContainText('Pintu Timur');
  await takeQrAway(page);
  await expectAccessible(page);
  await next(page);
  await page.keyboard.type(late.ticketCode, { delay: 10 });
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('DICATAT');
  await expect(verdict(page)).not.toContainText(late.printedName);
  await expectAccessible(page);
  await next(page);
  await expect(page.getByText('4 pindaian tersimpan di ponsel ini')).toBeVisible();
  await page.reload();
  await expect(page.getByText('4 pindaian tersimpan di ponsel ini')).toBeVisible();
  await expectAccessible(page);

  await context.setOffline(false);
  await expect(page.getByText('Daring')).toBeVisible();
  await expect(page.getByText('menunggu kirim')).toHaveCount(0);
  const stored = await api.get(`/api/events/${event.id}/scans/recent?limit=4`);
  const rows = (await stored.json()) as { verdict: string; printedName: string | null }[];
  expect(rows.map((row) => row.verdict).sort()).toEqual(['accepted', 'accepted', 'already_in', 'cancelled']);
  expect(rows.map((row) => row.printedName)).toContain(late.printedName);
});

test('of two tabs one sends, and the other goes on when that one is closed', async ({ page, context }) => {
  const tickets = [await takeSeat(api, event.slug, 8071), await takeSeat(api, event.slug, 8072)];
  await replaceCamera(page);
  await openScanner(page);
  await keptForLater(page);
  const other = await context.newPage();
  await replaceCamera(other);
  await other.goto(page.url());
  await expect(other.getByText('Arahkan ke kode QR')).toBeVisible();
  await context.setOffline(true);
  for (const [n, tab] of [page, other].entries()) {
    await scanByHand(tab, [tickets[n]!.qr]);
    await scanByHand(tab, [tickets[0]!.qr]);
  }
  const stalled = new Promise<void>((begun) => {
    void page.route('**/scans/sync', () => begun());
  });
  const sent: string[] = [];
  other.on('request', (request) => {
    if (!request.url().endsWith('/scans/sync')) return;
    sent.push(...(request.postDataJSON() as { scans: { id: string }[] }).scans.map(({ id }) => id));
  });
  // This tab is to be the first that hears of the network.
  await other.route('**/api/**', (route) => route.abort());
  await context.setOffline(false);
  await stalled;
  await other.unrouteAll();
  await other.bringToFront();
  await expect
    .poll(() => other.evaluate(async () => (await navigator.locks.query()).pending?.map(({ name }) => name)))
    .toEqual(['bintek-door']);
  expect(sent).toEqual([]);
  await page.close();
  await expect(other.getByText('menunggu kirim')).toHaveCount(0);
  expect([sent.length, new Set(sent).size]).toEqual([4, 4]);
  const stored = await api.get(`/api/events/${event.id}/scans/recent?limit=4`);
  const rows = (await stored.json()) as { verdict: string }[];
  expect(rows.map((row) => row.verdict).sort()).toEqual(['accepted', 'accepted', 'already_in', 'already_in']);
});

test('what is taken back while it is being sent is told too, also by a phone that has changed its door', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const ticket = await takeSeat(api, event.slug, 8031, { name: 'Yunita Pulangkembali' });
  const other = await runningEvent(api, 'Bimbingan Teknis di Pintu Sebelah', 5);
  await replaceCamera(page);
  await openScanner(page);
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await keptForLater(page);
  const stands = async () => {
    const found = await api.get(`/api/events/${event.id}/presence?q=Pulangkembali`);
    return ((await found.json()) as { rows: { status: string }[] }).rows[0]?.status;
  };
  let send = (): void => undefined;
  const held = new Promise<void>((free) => (send = free));
  let syncs = 0;
  let elsewhere = false;
  await page.route('**/scans/sync', async (route) => {
    syncs += 1;
    if (syncs > 1 && !elsewhere) return route.abort();
    if (syncs === 1) await held;
    await route.continue();
  });
  await page.route('**/scans', (route) => route.abort());
  await holdQr(page, ticket.qr);
  await expect(verdict(page)).toContainText(ticket.printedName);
  await takeQrAway(page);
  await expect(verdict(page)).toBeHidden();
  await expect.poll(() => syncs).toBe(1);
  await page.getByRole('button', { name: 'Urungkan' }).click();
  await expect(page.getByRole('button', { name: 'Urungkan' })).toBeHidden();
  send();
  await expect.poll(() => syncs).toBeGreaterThan(1);
  expect(['present', 'late']).toContain(await stands());
  elsewhere = true;
  await page.goto(`/pintu?acara=${other.id}&pintu=bebas`);
  await expect.poll(stands).toBe('absent');
});

test('who comes without a ticket is let in by his NIP, and registered when the directory knows him', async ({
  page,
}) => {
  const found = await api.get('/api/directory/employees?limit=2');
  const [employee] = ((await found.json()) as { rows: { nip: string; name: string }[] }).rows;
  await replaceCamera(page);
  await openScanner(page);
  const typeNip = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
    await page.getByLabel('Kode tiket, NIP, atau nama').fill(employee?.nip ?? '');
    await page.getByRole('button', { name: 'Periksa' }).click();
  };

  await typeNip();
  await expect(verdict(page)).toContainText('BELUM TERDAFTAR');
  await expect(verdict(page)).toContainText(employee?.name ?? '');
  await expectAccessible(page);
  const register = page.getByRole('button', { name: 'Daftarkan dan masuk' });
  const phone = verdict(page).getByLabel('Nomor HP');
  if (await phone.isVisible()) {
    await register.click();
    await expect(verdict(page).locator('.field-error').first()).toBeVisible();
    await expectAccessible(page);
    await phone.fill('0812 3456 7890');
    await verdict(page).getByLabel('Email').fill('datang@bitung.example');
  }
  await register.click();
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();

  await typeNip();
  await expect(verdict(page)).toContainText('SUDAH MASUK');
});

test('staff who may read the directory find by name; a gate officer has no such search', async ({
  page,
  browser,
  baseURL,
}) => {
  const found = await api.get('/api/directory/employees?limit=40');
  const { rows } = (await found.json()) as { rows: { nip: string; name: string; printedName: string; unit: string }[] };
  const employee = rows.at(-1);
  await replaceCamera(page);
  await openScanner(page);
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  const answers: string[] = [];
  page.on('response', async (answer) => answers.push(await answer.text().catch(() => '')));
  await page.getByLabel('Kode tiket, NIP, atau nama').fill(employee?.name ?? '');
  await page.getByRole('button', { name: 'Periksa' }).click();
  const match = page.getByRole('list', { name: 'Pegawai yang cocok' }).getByRole('button').first();
  await expect(match).toContainText(employee?.printedName ?? '');
  await expect(match).toContainText(employee?.unit ?? '');
  await expect(match).toContainText(/\d{4}\*{10}\d{4}/);
  await expect(match).not.toContainText(employee?.nip ?? '');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await match.click();
  await expect(verdict(page)).toContainText('BELUM TERDAFTAR');
  await expect(verdict(page)).toContainText(employee?.name ?? '');
  expect(answers.join()).toContain(employee?.printedName);
  expect(answers.join()).not.toContain(employee?.nip);

  const other = await browser.newContext({ baseURL });
  const door = await other.newPage();
  await replaceCamera(door);
  await signIn(door, 'pintu');
  const asked: string[] = [];
  door.on('request', (request) => asked.push(request.url()));
  await door.goto(`/pintu?acara=${event.id}&pintu=bebas`);
  await door.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await door.getByLabel('Kode tiket atau NIP').fill(employee?.name ?? '');
  await door.getByRole('button', { name: 'Periksa' }).click();
  await expect(verdict(door)).toContainText('TOLAK');
  expect(asked.filter((url) => url.includes('/employees'))).toEqual([]);
  const search = `/api/events/${event.id}/scans/employees?name=maria`;
  expect((await door.request.get(search)).status()).toBe(403);
  await other.close();
});

test('in English too, every verdict in words that a reader hears', async ({ page, context, baseURL }) => {
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Asing' });
  const place = { eventId: event.id, gateId: gate.id };
  const [first, late] = [await takeSeat(api, event.slug, 8041), await takeSeat(api, event.slug, 8042)];
  await replaceCamera(page);
  // A card that closes by itself would be gone before it was looked at.
  await page.addInitScript(() => {
    const later = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (run: () => void, ms = 0) => later(run, ms === 1200 ? 20_000 : ms) });
  });
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place, '/en/pintu');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
  const told = async (code: string, ...words: (string | RegExp)[]): Promise<void> => {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    for (const word of words) await expect(verdict(page)).toContainText(word);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Scan the next one' }).click();
  };
  await told(first.ticketCode, 'COME IN', first.printedName, /of \d+ are in/);
  await told(first.ticketCode, 'ALREADY IN', /First\s*\d\d:\d\d, just now/, 'Pintu Asing');
  await told('https://s.example/menu', 'REFUSED', 'Not a ticket code');
  await context.setOffline(true);
  await expect(page.getByText(/No network since \d\d:\d\d/)).toBeVisible();
  await told(late.ticketCode, 'NOTED', 'the committee checks it');
  await expect(page.getByText('1 scan is kept on this phone')).toBeVisible();
});
