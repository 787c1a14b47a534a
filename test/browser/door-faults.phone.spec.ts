import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, scanByHand, seeRequests, verdict } from './support/door.js';
import { apiAs, type PublishedEvent, post, runningEvent, takeSeat } from './support/made-event.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  event = await runningEvent(api, 'Bimbingan Teknis di Hari Sial', 20);
  place = {
    eventId: event.id,
    gateId: (await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu' })).id,
  };
});
test.afterAll(() => api.dispose());

const skewOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const opening = indexedDB.open('bintek-door');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('facts').objectStore('facts').get('heard');
          reading.onsuccess = () => {
            opening.result.close();
            done(Number((reading.result as { skewMs: number } | undefined)?.skewMs));
          };
        };
      }),
  );

test.describe('a clock that is set back while the door is open', () => {
  test('is measured anew, and tickets are let in without a network', async ({ page, context, baseURL }) => {
    const guest = await takeSeat(api, event.slug, 8601);
    await replaceCamera(page);
    await page.clock.setFixedTime(Date.now() + DAY);
    await pairPhone(page, api, place, { origin: String(baseURL) });
    await openDoor(page, place);
    await keptForLater(page);
    await expect.poll(() => skewOf(page)).toBeLessThan(-DAY / 2);
    await page.clock.setFixedTime(Date.now());
    await expect.poll(async () => Math.abs(await skewOf(page)), { timeout: 15_000 }).toBeLessThan(HOUR);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
    await page.keyboard.type(guest.qr);
    await page.keyboard.press('Enter');
    await expect(verdict(page)).toContainText('MASUK');
    await expect(verdict(page)).toContainText(guest.printedName);
  });

  test('leaves the last scan the one that is taken back', async ({ page, baseURL }) => {
    const [first, last] = [await takeSeat(api, event.slug, 8602), await takeSeat(api, event.slug, 8603)];
    await replaceCamera(page);
    await page.clock.setFixedTime(Date.now() + HOUR);
    await pairPhone(page, api, place, { origin: String(baseURL) });
    await openDoor(page, place);
    await scanByHand(page, [first.qr]);
    await page.clock.setFixedTime(Date.now());
    await scanByHand(page, [last.qr]);
    const row = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Urungkan' }) });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText(last.printedName);
  });
});

for (const status of [400, 403, 404, 502, 503]) {
  test(`the door opens as it was while a proxy answers ${status} in the server's place`, async ({ page, baseURL }) => {
    await replaceCamera(page);
    await pairPhone(page, api, place, { origin: String(baseURL) });
    await openDoor(page, place);
    await keptForLater(page);
    await page.route('**/api/**', (route) => route.fulfill({ status, body: 'no gateway' }));
    await page.reload();
    await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
  });
}

test('a phone that was told that it is revoked lets nobody in by itself', async ({ page, context, baseURL }) => {
  const [guest, next] = [await takeSeat(api, event.slug, 8605), await takeSeat(api, event.slug, 8609)];
  await replaceCamera(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  const devices = (await (await api.get(`/api/events/${event.id}/devices`)).json()) as { id: string; state: string }[];
  for (const { id } of devices.filter(({ state }) => state === 'active')) {
    await post(api, `/events/${event.id}/devices/${id}/revocation`, {});
  }
  await expect(page.getByText('Gawai ini tidak lagi dipakai untuk acara ini.')).toBeVisible({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.keyboard.type(guest.qr);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('DICATAT');
  await expect(verdict(page)).toContainText('Minta pengawas atau panitia memutuskan');
  await page.getByRole('button', { name: 'Pindai berikutnya' }).click();
  await expect(page.getByText('menunggu kirim')).toBeHidden();

  // Nor after a reload that nobody can tell it of again.
  await context.setOffline(true);
  await page.reload();
  await scanByHand(page, [next.qr]);
  await expect(page.getByRole('listitem').filter({ hasText: 'diperiksa nanti' })).toHaveCount(1);
  await context.setOffline(false);
  // As long as something waits, the door stays open.
  await expect(async () => {
    await page.reload();
    const heading = page.getByRole('heading', { level: 1, name: 'Gawai ini tidak lagi dipakai untuk acara ini.' });
    await expect(heading).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByText('Izin gawai ini dicabut.')).toBeVisible();
  await expectAccessible(page);
});

test('what somebody answers in the place of the server takes no scan out of the queue', async ({ page, baseURL }) => {
  const guest = await takeSeat(api, event.slug, 8610, { name: 'Yakobus Terhadang' });
  const stands = async () => {
    const found = await api.get(`/api/events/${event.id}/presence?q=Terhadang`);
    return ((await found.json()) as { rows: { status: string }[] }).rows[0]?.status;
  };
  const scans = /\/scans(\/sync)?$/;
  await page.clock.install();
  await replaceCamera(page);
  await seeRequests(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  let answer: object = { status: 400, body: '<html>400 Bad Request</html>' };
  let asked = 0;
  await page.route(scans, (route) => {
    asked++;
    return route.fulfill(answer);
  });
  await scanByHand(page, [guest.qr]);
  await expect(page.getByText('1 menunggu kirim')).toBeVisible();
  for (const next of [{ status: 400, body: 'no' }, { status: 403, body: 'no' }, { json: [] }, { json: {} }]) {
    [answer, asked] = [next, 0];
    await expect
      .poll(async () => {
        await page.clock.fastForward(5_000);
        return asked;
      })
      .toBeGreaterThan(1);
  }
  expect(await stands()).toBe('absent');
  await page.unroute(scans);
  await page.clock.fastForward(MINUTE);
  await expect(page.getByText('1 menunggu kirim')).toBeHidden();
  await expect.poll(stands).toMatch(/present|late/);
});

test('an open door hears that its event is cancelled, before the network goes', async ({ page, context, baseURL }) => {
  const later = await runningEvent(api, 'Bimbingan Teknis yang Berubah', 5);
  const gate = await post<{ id: string }>(api, `/events/${later.id}/gates`, { name: 'Pintu' });
  const guest = await takeSeat(api, later.slug, 8611);
  await page.clock.install();
  await replaceCamera(page);
  const at = { eventId: later.id, gateId: gate.id };
  await pairPhone(page, api, at, { origin: String(baseURL) });
  await openDoor(page, at);
  await keptForLater(page);
  await post(api, `/events/${later.id}/cancel`, { reason: 'Gedung rusak', confirm: 'BATALKAN' });
  const heard = page.waitForResponse(`**/api/door?eventId=${later.id}`);
  await page.clock.fastForward(MINUTE);
  await heard;
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.keyboard.type(guest.qr);
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toContainText('TOLAK');
  await expect(verdict(page)).toContainText('dibatalkan');
});

test('the language is changed only where the page of the other one can be had', async ({ page, context, baseURL }) => {
  const link = page.getByRole('link', { name: 'EN, English' });
  await takeSeat(api, event.slug, 8608);
  const told = page.getByText('Bahasa dapat diganti setelah jaringan kembali.');
  await replaceCamera(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  await page.getByRole('button', { name: 'Atur', exact: true }).click();
  await expect(link).toBeVisible();
  await context.setOffline(true);
  await expect(told).toBeVisible();
  await expect(page.getByText('The language can be changed when the network is back.')).toBeVisible();
  await expect(link).toBeHidden();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(link).toBeVisible();
  await expect(told).toBeHidden();
  await context.setOffline(true);
  await page.goto(`/pintu?acara=${place.eventId}`);
  await expect(page.getByRole('heading', { name: 'Pintu mana yang Anda jaga?' })).toBeVisible();
  await expect(link).toBeHidden();
  await context.setOffline(false);
  await page.reload();
  await link.click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a phone that may store nothing is told why', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
  await page.goto(`/pintu?acara=${place.eventId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Gawai ini tidak mengizinkan penyimpanan pindaian');
  await expectAccessible(page);
});

test('a phone whose storage can be opened and not read is told why, unknown or paired', async ({ page, baseURL }) => {
  await page.addInitScript(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('Internal error', 'UnknownError');
    };
  });
  const heading = page.getByRole('heading', { level: 1 });
  await page.goto('/pintu');
  await expect(heading).toHaveText('Gawai ini tidak mengizinkan penyimpanan pindaian');
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await page.goto(`/pintu?acara=${place.eventId}&pintu=${place.gateId}`);
  await expect(heading).toHaveText('Gawai ini tidak mengizinkan penyimpanan pindaian');
});

test('a phone that is paired for another event sends first what it kept at the one before', async ({
  page,
  baseURL,
}) => {
  const guest = await takeSeat(api, event.slug, 8604, { name: 'Yolanda Tertinggal' });
  const next = await runningEvent(api, 'Bimbingan Teknis Esok', 5);
  const stands = async () => {
    const found = await api.get(`/api/events/${event.id}/presence?q=Tertinggal`);
    return ((await found.json()) as { rows: { status: string }[] }).rows[0]?.status;
  };
  await replaceCamera(page);
  await seeRequests(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await openDoor(page, place);
  await keptForLater(page);
  const unsent = /\/scans(\/sync)?$/;
  await page.route(unsent, (route) => route.fulfill({ status: 503, body: 'no gateway' }));
  await scanByHand(page, [guest.qr]);
  await expect(page.getByText('1 menunggu kirim')).toBeVisible();
  await page.goto('about:blank');

  const phone = { name: 'Ponsel Pindahan', role: 'scanner', gateIds: null };
  const { code } = await post<{ code: string }>(api, `/events/${next.id}/devices`, phone);
  await page.goto(`/pintu#pasang=${code}`);
  await expect(page.getByText('Masih ada pindaian yang belum terkirim.')).toBeVisible();
  expect(await stands()).toBe('absent');
  await page.unroute(unsent);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Acara mana yang Anda jaga?' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Bimbingan Teknis Esok/ })).toBeVisible();
  expect(['present', 'late']).toContain(await stands());
});

test('from a pairing that failed the way leads back to the doors of the phone', async ({ page, baseURL }) => {
  const failed = page.getByRole('heading', { level: 1, name: 'Gawai ini belum terpasang' });
  const back = page.getByRole('link', { name: 'Buka pintu' });
  const doors = page.getByRole('heading', { level: 1, name: 'Acara mana yang Anda jaga?' });
  const pairing = '**/api/devices/pairing';
  await page.route(pairing, (route) => route.abort());
  await replaceCamera(page);
  await pairPhone(page, api, place, { origin: String(baseURL) });
  await page.goto('/pintu#pasang=ABCD2345');
  await expect(failed).toBeVisible();
  await expect(page.getByText('Tidak ada jaringan. Sambungkan, lalu pindai')).toBeVisible();
  await back.click();
  await expect(doors).toBeVisible();

  await page.unroute(pairing);
  await page.goto('about:blank');
  await page.goto('/pintu#pasang=ABCD2345');
  await expect(failed).toBeVisible();
  await expectAccessible(page);
  await back.click();
  await expect(doors).toBeVisible();
  await page.getByRole('link', { name: event.title }).click();
  await expect(page.getByRole('link', { name: 'Pintu', exact: true })).toBeVisible();
});

test('scans of an event at which the phone may not scan any more are told apart, kept and tried again', async ({
  page,
  context,
  baseURL,
}) => {
  const origin = String(baseURL);
  const guest = await takeSeat(api, event.slug, 8606, { name: 'Yohana Tertahan' });
  const here = await runningEvent(api, 'Bimbingan Teknis Sesudahnya', 5);
  const gate = await post<{ id: string }>(api, `/events/${here.id}/gates`, { name: 'Pintu Sesudahnya' });
  const newGuest = await takeSeat(api, here.slug, 8607);
  const stands = async () => {
    const found = await api.get(`/api/events/${event.id}/presence?q=Tertahan`);
    return ((await found.json()) as { rows: { status: string }[] }).rows[0]?.status;
  };
  const fail = async (status: number, eventId: string): Promise<void> => {
    const at = `**/events/${eventId}/scans`;
    const answer = { status, json: { title: 'No', code: 'UNAUTHENTICATED' } };
    for (const path of [at, `${at}/sync`]) await page.route(path, (route) => route.fulfill(answer));
  };
  await page.clock.install();
  await replaceCamera(page);
  await seeRequests(page);
  await pairPhone(page, api, place, { origin });
  await openDoor(page, place);
  await keptForLater(page);
  await fail(503, event.id);
  await scanByHand(page, [guest.qr]);
  await expect(page.getByText('1 menunggu kirim')).toBeVisible();
  await page.goto('about:blank');
  await page.unrouteAll();

  await pairPhone(page, api, { eventId: here.id, gateId: gate.id }, { origin });
  await fail(503, here.id);
  await openDoor(page, { eventId: here.id, gateId: gate.id });
  const band = page.getByRole('alert').filter({ hasText: '1 pindaian acara lain belum dapat diserahkan.' });
  await scanByHand(page, [newGuest.qr]);
  await expect(page.getByText('1 menunggu kirim')).toBeVisible();
  await expect(band).toContainText('hubungi panitianya');
  await expect(band).toContainText('“Bimbingan Teknis di Hari Sial”.');
  await expectAccessible(page);
  await page.unrouteAll();
  await expect(page.getByText('menunggu kirim')).toBeHidden();
  await expect(band).toBeVisible();
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText('0 pindaian tersimpan di ponsel ini')).toBeVisible();
  await expect(band).toContainText('hubungi panitianya');

  await fail(401, event.id);
  await context.setOffline(false);
  // They are tried at the opening and each minute.
  await page.clock.fastForward(MINUTE);
  await expect(band).toContainText('Anda sudah keluar karena lama tidak dipakai.');
  await expect(band).toContainText('“Bimbingan Teknis di Hari Sial”.');
  await expect(band.getByRole('link', { name: 'Masuk lagi' })).toBeVisible();
  await expectAccessible(page);
  expect(await stands()).toBe('absent');
  await page.unrouteAll();
  await pairPhone(page, api, place, { origin });
  await page.clock.fastForward(MINUTE);
  await expect(band).toBeHidden({ timeout: 15_000 });
  expect(['present', 'late']).toContain(await stands());
});
