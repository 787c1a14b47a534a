import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { holdQr, replaceCamera, takeQrAway } from './support/camera.js';
import { keptForLater, scanByHand, seeRequests, verdict } from './support/door.js';
import { demoAccount } from './support/demo.js';
import { easternDoor, openScanner, scanNext } from './support/eastern-door.js';
import { post, runningEvent, takeSeat } from './support/made-event.js';

const door = easternDoor('Bimbingan Teknis di Pintu Tanpa Jaringan');

async function idOf(ticketCode: string): Promise<string> {
  const found = await door.api.get(`/api/events/${door.event.id}/registrations?q=${ticketCode}`);
  return ((await found.json()) as { rows: { id: string }[] }).rows[0]?.id ?? '';
}

test('without a network it judges by itself, survives a reload, and sends what it kept', async ({ page, context }) => {
  test.setTimeout(120_000);
  const [first, late, cancelled] = [
    await takeSeat(door.api, door.event.slug, 8021),
    await takeSeat(door.api, door.event.slug, 8022),
    await takeSeat(door.api, door.event.slug, 8023),
  ];
  await post(door.api, `/events/${door.event.id}/registrations/${await idOf(cancelled.ticketCode)}/cancel`, {
    reason: 'Sakit',
  });
  await replaceCamera(page);
  await openScanner(page, door);
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
  await scanNext(page);
  await holdQr(page, first.qr);
  await expect(verdict(page)).toContainText('SUDAH MASUK');
  await expect(verdict(page)).toContainText('Pintu Timur');
  await takeQrAway(page);
  await expectAccessible(page);
  await scanNext(page);
  await page.keyboard.type(late.ticketCode, { delay: 10 });
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('DICATAT');
  await expect(verdict(page)).not.toContainText(late.printedName);
  await expectAccessible(page);
  await scanNext(page);
  await expect(page.getByText('4 pindaian tersimpan di ponsel ini')).toBeVisible();
  await page.reload();
  await expect(page.getByText('4 pindaian tersimpan di ponsel ini')).toBeVisible();
  await expectAccessible(page);

  await context.setOffline(false);
  await expect(page.getByText('Daring')).toBeVisible();
  await expect(page.getByText('menunggu kirim')).toHaveCount(0);
  const stored = await door.api.get(`/api/events/${door.event.id}/scans/recent?limit=4`);
  const rows = (await stored.json()) as { verdict: string; printedName: string | null }[];
  expect(rows.map((row) => row.verdict).sort()).toEqual(['accepted', 'accepted', 'already_in', 'cancelled']);
  expect(rows.map((row) => row.printedName)).toContain(late.printedName);
});

test('of two tabs one sends, and the other goes on when that one is closed', async ({ page, context }) => {
  const tickets = [await takeSeat(door.api, door.event.slug, 8071), await takeSeat(door.api, door.event.slug, 8072)];
  await replaceCamera(page);
  await seeRequests(page);
  await openScanner(page, door);
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
  const stored = await door.api.get(`/api/events/${door.event.id}/scans/recent?limit=4`);
  const rows = (await stored.json()) as { verdict: string }[];
  expect(rows.map((row) => row.verdict).sort()).toEqual(['accepted', 'accepted', 'already_in', 'already_in']);
});

test('what is taken back while it is being sent is told too, also by a phone that has changed its door', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const ticket = await takeSeat(door.api, door.event.slug, 8031, { name: 'Yunita Pulangkembali' });
  const other = await runningEvent(door.api, 'Bimbingan Teknis di Pintu Sebelah', 5);
  await replaceCamera(page);
  await seeRequests(page);
  await openScanner(page, door);
  await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  await keptForLater(page);
  const stands = async () => {
    const found = await door.api.get(`/api/events/${door.event.id}/presence?q=Pulangkembali`);
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

test('who leaves is told so, and who comes back is one person in the count without a network', async ({
  page,
  context,
}) => {
  const [returning, other] = [
    await takeSeat(door.api, door.event.slug, 8041),
    await takeSeat(door.api, door.event.slug, 8042),
  ];
  await replaceCamera(page);
  await openScanner(page, door);
  await keptForLater(page);
  await context.setOffline(true);
  const count = page.locator('.tally b');
  const before = Number(await count.textContent());
  const turn = async (direction: 'Masuk' | 'Keluar'): Promise<void> => {
    await page.getByRole('button', { name: 'Atur', exact: true }).click();
    await page.getByRole('radio', { name: direction, exact: true }).check();
    await page.getByRole('button', { name: 'Selesai' }).click();
  };
  const type = async (qr: string): Promise<void> => {
    const field = page.getByLabel('Kode tiket atau NIP', { exact: true });
    if (!(await field.isVisible())) await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
    await field.fill(qr);
    await page.keyboard.press('Enter');
  };
  await type(returning.qr);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();
  await turn('Keluar');
  await type(returning.qr);
  await expect(verdict(page)).toContainText('KELUAR');
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toBeHidden();
  await turn('Masuk');
  for (const { qr } of [returning, other]) {
    await type(qr);
    await expect(verdict(page)).toContainText('MASUK');
    await expect(verdict(page)).toBeHidden();
  }
  await expect(count).toHaveText(String(before + 2));
});

test('what the next officer of the phone may not take back stands there again', async ({ page, context, baseURL }) => {
  const guest = await takeSeat(door.api, door.event.slug, 8051);
  const line = page.getByRole('listitem').filter({ hasText: guest.printedName });
  await replaceCamera(page);
  await openScanner(page, door);
  await keptForLater(page);
  await page.keyboard.type(guest.ticketCode, { delay: 10 });
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();
  await context.setOffline(true);
  await line.getByRole('button', { name: 'Urungkan' }).click();
  await expect(line).toBeHidden();
  const { email, password } = demoAccount('admin');
  const origin = String(baseURL);
  const session = await page.request.post(`${origin}/api/session`, { data: { email, password }, headers: { origin } });
  expect(session.ok()).toBe(true);
  await context.setOffline(false);
  await expect(page.getByText('Daring')).toBeVisible();
  await expect(line).toBeVisible();
  await expect(page.getByText('menunggu kirim')).toHaveCount(0);
});
