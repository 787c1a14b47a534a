import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { post } from './made-event.js';

export interface DoorPlace {
  eventId: string;
  gateId: string;
}

let paired = 0;

/** Makes the browser of this page a paired phone. */
export async function pairPhone(
  page: Page,
  api: APIRequestContext,
  { eventId, gateId }: DoorPlace,
  { role = 'scanner', origin }: { role?: 'scanner' | 'supervisor'; origin: string },
): Promise<void> {
  const phone = { name: `Ponsel ${role} ${++paired}`, role, gateIds: [gateId] };
  const { code } = await post<{ code: string }>(api, `/events/${eventId}/devices`, phone);
  const answer = await page.request.post(`${origin}/api/devices/pairing`, { data: { code }, headers: { origin } });
  expect(answer.status()).toBe(200);
}

/**
 * For a test that routes requests of an open door; to be called before it is opened. Where the first route of a page is
 * set while the worker takes the page over, Chromium now and then shows none of the page's requests to any route.
 */
export function seeRequests(page: Page): Promise<unknown> {
  return page.route('**/nothing-of-the-door', (route) => route.fallback());
}

export async function openDoor(page: Page, { eventId, gateId }: DoorPlace, before = '/pintu'): Promise<void> {
  await page.goto(`${before}?acara=${eventId}&pintu=${gateId}`);
  await expect(page.getByText(/^(Arahkan ke kode QR|Point at the QR code)$/)).toBeVisible();
}

export const verdict = (page: Page) => page.locator('section[role=alert]');

/** Its page and the tickets of the event lie on the phone. */
export async function keptForLater(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const known = await new Promise<number>((done) => {
          const opening = indexedDB.open('bintek-door');
          opening.onsuccess = () => {
            const counting = opening.result.transaction('roster').objectStore('roster').count();
            counting.onsuccess = () => {
              opening.result.close();
              done(counting.result);
            };
          };
        });
        return registration?.active?.state === 'activated' && known > 0;
      }),
    )
    .toBe(true);
}

/** As a hand scanner does, as fast as the page takes them: each ends when its verdict is seen. */
export async function scanByHand(page: Page, codes: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.evaluate(async (texts) => {
    const until = async (what: () => unknown) => {
      while (!what()) await new Promise((next) => setTimeout(next, 4));
    };
    const verdict = () => document.querySelector('section[role=alert]');
    for (const text of texts) {
      await until(() => !verdict());
      const field = document.querySelector<HTMLInputElement>('#field-code')!;
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.form!.requestSubmit();
      await until(verdict);
      document.querySelector<HTMLButtonElement>('section[role=alert] button:last-child')!.click();
    }
  }, codes);
}
