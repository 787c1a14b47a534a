import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { holdQr, replaceCamera } from './support/camera.js';
import { signIn } from './support/demo.js';
import { openDoor, pairPhone, seeRequests, verdict } from './support/door.js';
import { easternDoor, openScanner, scanNext } from './support/eastern-door.js';
import { post, publishEvent, takeSeat } from './support/made-event.js';

const door = easternDoor('Bimbingan Teknis di Pintu');

test('the camera: let in, already in with when and where, refused with the reason, and on', async ({ page }) => {
  test.setTimeout(120_000);
  const other = await publishEvent(door.api, 'Bimbingan Teknis Lain', 5);
  const [first, second] = [
    await takeSeat(door.api, door.event.slug, 8001),
    await takeSeat(door.api, door.event.slug, 8002),
  ];
  const stranger = await takeSeat(door.api, other.slug, 8003);
  await replaceCamera(page);
  await openScanner(page, door);
  await expectAccessible(page);

  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toContainText(first.printedName);
  await expect(verdict(page)).toBeHidden();

  await holdQr(page, 'https://s.example/menu-kantin');
  await expect(verdict(page)).toContainText('TOLAK');
  await expect(verdict(page)).toContainText('Bukan kode tiket');
  await expectAccessible(page);
  await scanNext(page);

  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('SUDAH MASUK');
  await expect(verdict(page)).toContainText(/Pertama\s*\d\d\.\d\d/);
  await expect(verdict(page)).toContainText('Pintu Timur');
  await expectAccessible(page);
  await scanNext(page);

  await holdQr(page, stranger.qr);
  await expect(verdict(page)).toContainText('Tiket untuk acara lain');
  await expect(verdict(page)).toContainText('Bimbingan Teknis Lain');
  await expect(verdict(page)).not.toContainText(stranger.printedName);
  await scanNext(page);

  await holdQr(page, second.qr);
  await expect(verdict(page)).toContainText(second.printedName);
});

test('the page weighs 60 kB at most before the decoder, and shows its icons', async ({ page, context }) => {
  const listed = await door.api.get('/door-files.json');
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
  await page.goto(`/pintu?acara=${door.event.id}&pintu=bebas`);
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
  const [first, second] = [
    await takeSeat(door.api, door.event.slug, 8011),
    await takeSeat(door.api, door.event.slug, 8012),
  ];
  await replaceCamera(page);
  await openScanner(page, door);

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
  const guests = [await takeSeat(door.api, door.event.slug, 8013), await takeSeat(door.api, door.event.slug, 8014)];
  await replaceCamera(page);
  await seeRequests(page);
  await openScanner(page, door);
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

test('a verdict that comes in the middle of the next code cuts no sign of it off', async ({ page }) => {
  const guests = await Promise.all([8017, 8018, 8019, 8020].map((n) => takeSeat(door.api, door.event.slug, n)));
  await replaceCamera(page);
  await seeRequests(page);
  await openScanner(page, door);
  let held: Promise<void>;
  await page.route('**/scans', async (route) => {
    await held;
    await route.continue();
  });
  for (const [before, text, cut] of [
    [guests[0]!, guests[1]!.qr, 60],
    [guests[2]!, guests[3]!.ticketCode, guests[3]!.ticketCode.length],
  ] as const) {
    let answer = () => {};
    held = new Promise<void>((done) => (answer = done));
    await page.keyboard.type(before.qr);
    await page.keyboard.press('Enter');
    await page.keyboard.type(text.slice(0, cut));
    answer();
    await expect(verdict(page)).toContainText(before.printedName);
    const asked = page.waitForRequest(/\/scans$/);
    await page.keyboard.type(text.slice(cut));
    await page.keyboard.press('Enter');
    expect(((await asked).postDataJSON() as { input: string }).input).toBe(text);
    await expect(verdict(page)).toContainText('MASUK');
    await expect(verdict(page)).toBeHidden();
  }
});

test('who comes without a ticket is let in by his NIP, and registered when the directory knows him', async ({
  page,
}) => {
  const found = await door.api.get('/api/directory/employees?limit=2');
  const [employee] = ((await found.json()) as { rows: { nip: string; name: string }[] }).rows;
  await replaceCamera(page);
  await openScanner(page, door);
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
  const found = await door.api.get('/api/directory/employees?limit=40');
  const { rows } = (await found.json()) as { rows: { nip: string; name: string; printedName: string; unit: string }[] };
  const employee = rows.at(-1);
  await replaceCamera(page);
  await openScanner(page, door);
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
  const officer = await other.newPage();
  await replaceCamera(officer);
  await signIn(officer, 'pintu');
  const asked: string[] = [];
  officer.on('request', (request) => asked.push(request.url()));
  await officer.goto(`/pintu?acara=${door.event.id}&pintu=bebas`);
  await officer.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await officer.getByLabel('Kode tiket atau NIP').fill(employee?.name ?? '');
  await officer.getByRole('button', { name: 'Periksa' }).click();
  await expect(verdict(officer)).toContainText('TOLAK');
  expect(asked.filter((url) => url.includes('/employees'))).toEqual([]);
  const search = `/api/events/${door.event.id}/scans/employees?name=maria`;
  expect((await officer.request.get(search)).status()).toBe(403);
  await other.close();
});

test('in English too, every verdict in words that a reader hears', async ({ page, context, baseURL }) => {
  const gate = await post<{ id: string }>(door.api, `/events/${door.event.id}/gates`, { name: 'Pintu Asing' });
  const place = { eventId: door.event.id, gateId: gate.id };
  const [first, late] = [
    await takeSeat(door.api, door.event.slug, 8041),
    await takeSeat(door.api, door.event.slug, 8042),
  ];
  await replaceCamera(page);
  // A card that closes by itself would be gone before it was looked at.
  await page.addInitScript(() => {
    const later = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (run: () => void, ms = 0) => later(run, ms === 1200 ? 20_000 : ms) });
  });
  await pairPhone(page, door.api, place, { origin: String(baseURL) });
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
