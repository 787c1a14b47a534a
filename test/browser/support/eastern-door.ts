import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { signIn } from './demo.js';
import { apiAs, post, type PublishedEvent, runningEvent } from './made-event.js';

export interface EasternDoor {
  api: APIRequestContext;
  event: PublishedEvent;
}

/** An event for the tests of one file, with a gate "Pintu Timur". No script of their page may fail. */
export function easternDoor(title: string): EasternDoor {
  const door = {} as EasternDoor;
  test.beforeAll(async ({ baseURL }) => {
    door.api = await apiAs(String(baseURL), 'panitia');
    door.event = await runningEvent(door.api, title, 30);
    await post(door.api, `/events/${door.event.id}/gates`, { name: 'Pintu Timur' });
  });
  test.afterAll(() => door.api.dispose());

  let faults: string[] = [];
  test.beforeEach(({ page }) => {
    faults = [];
    page.on('pageerror', ({ message }) => faults.push(message));
  });
  test.afterEach('no fault in the script of the page', () => expect(faults).toEqual([]));
  return door;
}

/** Opens that gate as a person does who is signed in. */
export async function openScanner(page: Page, { event }: EasternDoor): Promise<void> {
  await signIn(page, 'panitia');
  await page.goto(`/pintu?acara=${event.id}`);
  await page.getByRole('link', { name: 'Pintu Timur' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pintu Timur');
}

export const scanNext = (page: Page): Promise<void> => page.getByRole('button', { name: 'Pindai berikutnya' }).click();
