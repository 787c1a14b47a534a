import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { camerasOn, giveCameras, holdQr, replaceCamera, takeQrAway } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, verdict } from './support/door.js';
import { apiAs, type MadeTicket, post, runningEvent, takeSeat } from './support/made-event.js';

let api: APIRequestContext;
let place: DoorPlace;
const tickets: MadeTicket[] = [];

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  const event = await runningEvent(api, 'Bimbingan Teknis dengan Ponsel Lama', 20);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Selatan' });
  place = { eventId: event.id, gateId: gate.id };
  for (let n = 8201; n <= 8210; n++) tickets.push(await takeSeat(api, event.slug, n));
});
test.afterAll(() => api.dispose());

function ticket(): MadeTicket {
  const next = tickets.pop();
  if (!next) throw new Error('Everybody has been scanned: register more');
  return next;
}

/** Whether the console tells so of any phone. */
async function storageLowAt(eventId: string): Promise<boolean> {
  const answer = await api.get(`/api/events/${eventId}/devices`);
  return ((await answer.json()) as { storageLow: boolean }[]).some(({ storageLow }) => storageLow);
}

async function letIn(page: Page, { qr, printedName }: MadeTicket): Promise<void> {
  await holdQr(page, qr);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toContainText(printedName);
  await takeQrAway(page);
  await expect(verdict(page)).toBeHidden();
}

test.describe('a phone without room', () => {
  /** What its storage says and does; `online` makes the page look at once. */
  const storage = (page: Page, state: { full?: boolean; free?: number }) =>
    page.evaluate((changes) => {
      Object.assign(window, changes);
      dispatchEvent(new Event('online'));
    }, state);

  test('warns before, goes on while the server can be asked, and lets nobody in whom it cannot keep', async ({
    page,
    context,
    baseURL,
  }) => {
    await replaceCamera(page);
    await page.addInitScript(() => {
      const phone = window as unknown as { full?: boolean; free?: number };
      navigator.storage.estimate = () => Promise.resolve({ quota: phone.free ?? 1e9, usage: 0 });
      const own = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put');
      const put = own?.value as (...given: unknown[]) => IDBRequest;
      Object.defineProperty(IDBObjectStore.prototype, 'put', {
        value(this: IDBObjectStore, ...given: unknown[]) {
          if (phone.full) throw new DOMException('The disk is full', 'QuotaExceededError');
          return put.apply(this, given);
        },
      });
    });
    await pairPhone(page, api, place, { origin: String(baseURL) });
    await openDoor(page, place);
    await keptForLater(page);
    const band = page.getByText('Penyimpanan gawai hampir penuh.');
    await expect(band).toBeHidden();
    await storage(page, { free: 1e6 });
    await expect(band).toBeVisible();
    await expectAccessible(page);
    await storage(page, { free: 1e9 });
    await expect(band).toBeHidden();

    await storage(page, { full: true });
    await letIn(page, ticket());
    await expect(band).toBeVisible();
    await storage(page, {});
    await page.waitForResponse('**/scans/counts');
    await expect(page.getByText('Daring')).toBeVisible();
    // The committee sees it too.
    await expect.poll(() => storageLowAt(place.eventId)).toBe(true);

    const late = ticket();
    await context.setOffline(true);
    await expect(page.getByText('Luring')).toBeVisible();
    await holdQr(page, late.qr);
    await expect(verdict(page)).toContainText('BELUM TERCATAT');
    await expect(verdict(page)).toContainText('Pindaian ini tidak tersimpan');
    await expect(verdict(page)).not.toContainText(late.printedName);
    await expectAccessible(page);
    await takeQrAway(page);
    await page.evaluate(() => Object.assign(window, { full: false }));
    await page.getByRole('button', { name: 'Coba lagi' }).click();
    await expect(verdict(page)).toContainText('MASUK');
    await expect(page.getByText('1 pindaian tersimpan di ponsel ini')).toBeVisible();
    await context.setOffline(false);
    const stored = async () => {
      const answer = await api.get(`/api/events/${place.eventId}/scans/recent?limit=1`);
      return ((await answer.json()) as { printedName: string }[])[0]?.printedName;
    };
    await expect.poll(stored).toBe(late.printedName);
  });
});

test.describe('the decoder', () => {
  test.use({ serviceWorkers: 'block' });

  /** A phone with a detector of its own. */
  async function pairWith(page: Page, baseURL: string, formats: string[], service: boolean): Promise<string[]> {
    const { decoder } = (await (await api.get('/door-files.json')).json()) as { decoder: string[] };
    expect(decoder.length).toBeGreaterThan(1);
    const fetched: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (decoder.includes(pathname)) fetched.push(pathname);
    });
    await replaceCamera(page);
    await page.addInitScript(
      ([known, works]) => {
        const phone = window as unknown as { seen?: string };
        class BarcodeDetector {
          static getSupportedFormats = () => Promise.resolve(known);
          detect = () => {
            if (!works) return Promise.reject(new DOMException('Service unavailable', 'NotSupportedError'));
            return Promise.resolve(phone.seen ? [{ rawValue: phone.seen }] : []);
          };
        }
        Object.assign(window, { BarcodeDetector });
      },
      [formats, service] as const,
    );
    await pairPhone(page, api, place, { origin: baseURL });
    return fetched;
  }

  test("is the phone's own where it reads QR codes", async ({ page, baseURL }) => {
    const fetched = await pairWith(page, String(baseURL), ['ean_13', 'qr_code'], true);
    await openDoor(page, place);
    const guest = ticket();
    await page.evaluate((seen) => Object.assign(window, { seen }), guest.qr);
    await expect(verdict(page)).toContainText(guest.printedName);
    expect(fetched).toEqual([]);
  });

  for (const [phone, formats, service] of [
    ['reads other codes only', ['ean_13'], true],
    ['finds its service missing', ['qr_code'], false],
  ] as const) {
    test(`is zxing where the phone ${phone}`, async ({ page, baseURL }) => {
      const fetched = await pairWith(page, String(baseURL), [...formats], service);
      await openDoor(page, place);
      await letIn(page, ticket());
      expect(fetched.some((path) => path.endsWith('.wasm'))).toBe(true);
    });

    test(`that does not arrive is said to be missing, where the phone ${phone}`, async ({ page, baseURL }) => {
      const { decoder } = (await (await api.get('/door-files.json')).json()) as { decoder: string[] };
      const isDecoder = ({ pathname }: URL) => decoder.includes(pathname);
      await page.route(isDecoder, (route) => route.abort());
      await pairWith(page, String(baseURL), [...formats], service);
      await giveCameras(page, ['back']);
      await page.goto(`/pintu?acara=${place.eventId}&pintu=${place.gateId}`);
      await expect(page.getByRole('alert')).toContainText('Pembaca kode QR belum terunduh');
      expect(await camerasOn(page)).toEqual([]);
      await expectAccessible(page);
      const reload = page.getByRole('button', { name: 'Muat ulang' });
      await page.unroute(isDecoder);
      await page.context().setOffline(true);
      await reload.click();
      await expect(reload).toBeVisible();
      await page.context().setOffline(false);
      await reload.click();
      await expect(page.getByText('Arahkan ke kode QR')).toBeVisible();
      await letIn(page, ticket());
    });
  }
});

test.describe('the camera', () => {
  const away = (page: Page, hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  test('its light and the choice of it outlive a reload and an app switch, which gives it free', async ({
    page,
    baseURL,
  }) => {
    await replaceCamera(page);
    await giveCameras(page, ['front', 'back']);
    await pairPhone(page, api, place, { origin: String(baseURL) });
    await openDoor(page, place);
    const light = page.getByRole('button', { name: 'Senter' });
    await expect(light).toHaveAttribute('aria-pressed', 'false');
    expect(await camerasOn(page)).toEqual(['back']);
    await light.click();
    await expect(light).toHaveAttribute('aria-pressed', 'true');
    expect(await camerasOn(page)).toEqual(['back, lit']);
    await expectAccessible(page);

    await away(page, true);
    await expect.poll(() => camerasOn(page)).toEqual([]);
    await away(page, false);
    await expect.poll(() => camerasOn(page)).toEqual(['back, lit']);
    await expect(light).toHaveAttribute('aria-pressed', 'true');
    await letIn(page, ticket());
    // The screen goes on and off faster than a camera opens.
    for (const hidden of [true, false, true, false, true]) await away(page, hidden);
    await expect.poll(() => camerasOn(page)).toEqual([]);
    await away(page, false);
    await expect.poll(() => camerasOn(page)).toEqual(['back, lit']);

    await page.getByRole('button', { name: 'Atur' }).click();
    await page.getByRole('button', { name: 'Ganti kamera' }).click();
    await expect.poll(() => camerasOn(page)).toEqual(['front']);
    await page.getByRole('button', { name: 'Selesai' }).click();
    await expect(light).toBeHidden();
    await page.reload();
    await expect.poll(() => camerasOn(page)).toEqual(['front']);
    await letIn(page, ticket());
    await page.getByRole('button', { name: 'Atur' }).click();
    await page.getByRole('button', { name: 'Ganti kamera' }).click();
    await expect.poll(() => camerasOn(page)).toEqual(['back, lit']);
  });
});
