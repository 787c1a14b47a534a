import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { replaceCamera } from './support/camera.js';
import { type DoorPlace, keptForLater, openDoor, pairPhone, verdict } from './support/door.js';
import {
  apiAs,
  eventWithSessions,
  type MadeTicket,
  post,
  type PublishedEvent,
  scanCode,
  takeSeat,
} from './support/made-event.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Hours from now. Of a session that midnight cuts in two, the later part is meant. */
const SESSIONS = {
  past: { title: 'Pembukaan dua hari lalu', from: -30, to: -29 },
  ended: { title: `Penyusunan arsitektur SPBE ${'pemerintah daerah '.repeat(6)}bagian pertama`, from: -11, to: -10 },
  open: { title: 'Keamanan informasi', from: -0.5, to: 0.5 },
  early: { title: `Praktik peta rencana ${'SPBE '.repeat(20)}`.trim(), from: 3, to: 4 },
  far: { title: 'Penutupan', from: 30, to: 31 },
};
type Name = keyof typeof SESSIONS;

let api: APIRequestContext;
let event: PublishedEvent;
let place: DoorPlace;
let guest: MadeTicket;
let sessionIds: Record<Name, string>;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
  const now = Date.now();
  const sessions = Object.values(SESSIONS).map(({ title, from, to }) => ({
    title,
    startsAt: new Date(now + from * HOUR),
    endsAt: new Date(now + to * HOUR),
  }));
  event = await eventWithSessions(api, 'Bimbingan Teknis per Sesi', sessions);
  const gate = await post<{ id: string }>(api, `/events/${event.id}/gates`, { name: 'Pintu Sesi' });
  place = { eventId: event.id, gateId: gate.id };
  guest = await takeSeat(api, event.slug, 8901);
  const planned = (await (await api.get(`/api/events/${event.id}`)).json()) as {
    sessions: { id: string; title: string }[];
  };
  const idOf = ({ title }: { title: string }) => planned.sessions.findLast((each) => each.title === title)?.id ?? '';
  sessionIds = Object.fromEntries(
    Object.entries(SESSIONS).map(([name, session]) => [name, idOf(session)]),
  ) as typeof sessionIds;
});
test.afterAll(() => api.dispose());

/** A paired phone that was left with this session chosen. */
async function openWith(page: Page, session: Name, origin: string | undefined, role?: 'supervisor'): Promise<void> {
  await replaceCamera(page);
  await page.addInitScript(
    ([key, sessionId]) => localStorage.getItem(key) ?? localStorage.setItem(key, JSON.stringify({ sessionId })),
    [`bintek-door ${event.id}`, sessionIds[session]] as const,
  );
  await pairPhone(page, api, place, { role, origin: String(origin) });
  await openDoor(page, place);
  await keptForLater(page);
}

async function typeTicket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ketik kode atau NIP' }).click();
  await page.getByLabel('Kode tiket atau NIP', { exact: true }).fill(guest.qr);
  await page.keyboard.press('Enter');
}

const next = (page: Page) => page.getByRole('button', { name: 'Pindai berikutnya' }).click();
const settings = (page: Page) => page.getByRole('button', { name: 'Atur', exact: true });
const choice = (page: Page) => page.getByRole('combobox', { name: 'Presensi untuk' });
const band = (page: Page) => page.getByRole('alert').filter({ hasText: 'menolak semua tiket' });

async function fitsTheScreen(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

for (const { session, heading, when } of [
  { session: 'early', heading: 'Sesi ini belum dibuka', when: /dibuka pukul \d\d\.\d\d/ },
  { session: 'ended', heading: 'Sesi ini sudah berakhir', when: /Berakhir pukul \d\d\.\d\d/ },
] as const) {
  test(`who comes to a door whose session is ${session} is refused for that, with and without a network`, async ({
    page,
    context,
    baseURL,
  }) => {
    await openWith(page, session, baseURL);
    for (const offline of [false, true]) {
      await context.setOffline(offline);
      await typeTicket(page);
      await expect(verdict(page)).toContainText('TOLAK');
      await expect(verdict(page)).toContainText(heading);
      await expect(verdict(page)).toContainText(SESSIONS[session].title);
      await expect(verdict(page)).toContainText(when);
      await expect(verdict(page)).not.toContainText('hari acara');
      await fitsTheScreen(page);
      await next(page);
    }
    await expect(band(page)).toContainText(heading);
    await expect(band(page)).toContainText(SESSIONS[session].title);
    await fitsTheScreen(page);
    await band(page).getByRole('button', { name: 'Pilih sesi lain' }).click();
    await expect(choice(page)).toHaveValue(sessionIds[session]);
    await fitsTheScreen(page);
    await page.getByRole('button', { name: 'Selesai' }).click();
    await band(page).getByRole('button', { name: 'Seluruh hari' }).click();
    await expect(band(page)).toBeHidden();
    await typeTicket(page);
    await expect(verdict(page)).not.toContainText(heading);
  });
}

test('a session that ends while the door is open stays chosen, and the door says so', async ({
  page,
  context,
  baseURL,
}) => {
  await page.clock.install();
  await openWith(page, 'open', baseURL);
  await expect(band(page)).toBeHidden();
  await context.setOffline(true);
  await expect(page.getByText('Luring')).toBeVisible();
  await page.clock.fastForward(14 * HOUR);
  await expect(band(page)).toContainText('Sesi ini sudah berakhir');
  await settings(page).click();
  await expect(choice(page)).toHaveValue(sessionIds.open);
  await choice(page).selectOption({ label: 'Seluruh hari' });
  await page.getByRole('button', { name: 'Selesai' }).click();
  await expect(band(page)).toBeHidden();
});

test('a session of another day, and one that ended long ago, stay chosen and are told', async ({ page, baseURL }) => {
  await openWith(page, 'far', baseURL);
  await expect(band(page)).toContainText('Sesi ini belum dibuka');
  await settings(page).click();
  await expect(choice(page)).toHaveValue(sessionIds.far);
  await page.evaluate(([key, sessionId]) => localStorage.setItem(key, JSON.stringify({ sessionId })), [
    `bintek-door ${event.id}`,
    sessionIds.past,
  ] as const);
  await page.reload();
  await expect(band(page)).toContainText('Sesi ini sudah berakhir');
  await settings(page).click();
  await expect(choice(page)).toHaveValue(sessionIds.past);
});

test('a phone with a wrong clock goes by that of the server', async ({ page, context, baseURL }) => {
  await page.clock.setFixedTime(Date.now() + 5 * HOUR);
  await openWith(page, 'open', baseURL);
  await expect(band(page)).toBeHidden();
  await context.setOffline(true);
  await typeTicket(page);
  await expect(verdict(page)).toContainText('MASUK');
  await expect(verdict(page)).toBeHidden();
  await typeTicket(page);
  await expect(verdict(page)).toContainText('SUDAH MASUK');
  await expect(verdict(page)).toContainText('baru saja');
});

test('whom a supervisor lets in at the door of a session is let into that session', async ({ page, baseURL }) => {
  await openWith(page, 'open', baseURL, 'supervisor');
  await page.getByRole('button', { name: 'Cari nama' }).click();
  const panel = page.getByRole('region', { name: 'Pengawas' });
  await panel.getByLabel('Nama peserta').fill(guest.printedName);
  await panel.getByRole('button', { name: 'Cari', exact: true }).click();
  await panel.getByRole('list', { name: 'Peserta yang cocok' }).getByRole('button').click();
  await panel.getByRole('button', { name: 'Ponselnya mati' }).click();
  const asked = page.waitForRequest('**/scans/admissions');
  await panel.getByRole('button', { name: 'Izinkan masuk' }).click();
  expect((await asked).postDataJSON()).toMatchObject({ sessionId: sessionIds.open });
});

test('the door of a session counts who is in that day, as its scans are answered', async ({ page, baseURL }) => {
  const [ofTheDay, ofTheSession] = [await takeSeat(api, event.slug, 8902), await takeSeat(api, event.slug, 8903)];
  await scanCode(api, event.id, ofTheDay.ticketCode);
  await openWith(page, 'open', baseURL);
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/scans'));
  await page.keyboard.type(ofTheSession.ticketCode);
  await page.keyboard.press('Enter');
  const { counts } = (await (await answered).json()) as { counts: { present: number } };
  const told = await api.get(`/api/events/${event.id}/scans/counts`);
  expect(counts).toEqual(await told.json());
  expect(counts.present).toBeGreaterThanOrEqual(2);
  await expect(page.locator('.tally b')).toHaveText(String(counts.present));
});
