import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { apiAs, mailedLink, post, publishEvent, takeSeat } from './support/made-event.js';

let api: APIRequestContext;

test.beforeAll(async ({ baseURL }) => {
  api = await apiAs(String(baseURL), 'panitia');
});
test.afterAll(() => api.dispose());

const look = async (page: Page) => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  if (test.info().project.use.javaScriptEnabled !== false) await expectAccessible(page);
};
const idOf = async (eventId: string, ticketCode: string): Promise<string> => {
  const answer = await api.get(`/api/events/${eventId}/registrations?q=${ticketCode}`);
  return ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? '';
};

test('an address is proven by the button, not by opening the link', async ({ page }) => {
  const event = await publishEvent(api, 'Bukti alamat', 5, { proofHours: 24 });
  const { ticketCode, token } = await takeSeat(api, event.slug, 8401);
  const link = await mailedLink(api, event.id, ticketCode, 'bukti');
  await page.request.get(link);
  await page.goto(`/t/${token}`);
  await expect(page.getByText('Satu langkah lagi: buktikan alamat email Anda.')).toBeVisible();
  await page.goto(link);
  await look(page);
  await page.getByRole('button', { name: 'Buktikan alamat email' }).click();
  await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Alamat email Anda terbukti.' })).toBeVisible();
  await look(page);
});

test('a seat on offer is accepted once, or released with a second question', async ({ page }) => {
  const event = await publishEvent(api, 'Tawaran kursi', 1, { waitingMode: 'offer' });
  const [first, second, third] = [
    await takeSeat(api, event.slug, 8411),
    await takeSeat(api, event.slug, 8412),
    await takeSeat(api, event.slug, 8413),
  ];
  await post(api, `/events/${event.id}/registrations/${await idOf(event.id, first.ticketCode)}/cancel`, {
    reason: 'Sakit',
  });

  const released = await mailedLink(api, event.id, second.ticketCode, 'tawaran');
  await page.goto(released);
  await expect(page.getByRole('heading', { name: 'Terima kursi ini?' })).toBeVisible();
  await look(page);
  await page.getByRole('link', { name: 'Lepaskan kursi' }).click();
  await look(page);
  await page.locator('button[name=leave][value=yes]').click();
  await expect(page.getByText('Pendaftaran ini sudah dibatalkan.')).toBeVisible();
  await look(page);

  const accepted = await mailedLink(api, event.id, third.ticketCode, 'tawaran');
  const twice = await page.context().newPage();
  await twice.goto(accepted);
  await page.goto(accepted);
  await page.getByRole('button', { name: 'Terima kursi' }).click();
  await expect(page.getByText('Anda terdaftar.')).toBeVisible();
  await twice.getByRole('button', { name: 'Terima kursi' }).click();
  await expect(twice.getByText('Anda terdaftar.')).toBeVisible();
  await page.goto(accepted);
  await expect(page.getByRole('heading', { name: 'Kursi ini sudah Anda terima.' })).toBeVisible();
  await look(page);
  await page.goto(released);
  await expect(page.getByText('Pendaftaran ini sudah berakhir.')).toBeVisible();
});

test('whoever is refused reads the reason on his page', async ({ page }) => {
  const event = await publishEvent(api, 'Dengan persetujuan', 5, { byApproval: true });
  const { ticketCode, token } = await takeSeat(api, event.slug, 8421);
  await page.goto(`/t/${token}`);
  await look(page);
  await post(api, `/events/${event.id}/registrations/decline`, {
    ids: [await idOf(event.id, ticketCode)],
    reason: 'Kuota unit kerja sudah terpenuhi',
  });
  await page.goto(`/t/${token}`);
  await expect(page.getByText('Pendaftaran ini tidak diterima panitia.')).toBeVisible();
  await expect(page.getByText('Kuota unit kerja sudah terpenuhi')).toBeVisible();
  await look(page);
});
