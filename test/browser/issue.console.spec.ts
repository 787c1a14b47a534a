import { expect, test } from './support/console.js';
import { expectAccessible } from './support/axe.js';
import { signIn } from './support/demo.js';
import { apiAs, endingEvent, scanCode, takeSeat } from './support/made-event.js';

const PEOPLE = 8;

test('certificates are issued: exact count, a name that cannot be drawn is mended, one is revoked', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(150_000);
  const api = await apiAs(String(baseURL), 'panitia');
  const event = await endingEvent(api, 'Bimbingan Teknis yang Selesai', 20_000);
  for (let n = 0; n < PEOPLE; n++) {
    // No font of the paper has these letters.
    const changes = n === 0 ? { name: '木村 Rumondor' } : {};
    const { ticketCode } = await takeSeat(api, event.slug, 9100 + n, changes);
    if (n < PEOPLE - 1) await scanCode(api, event.id, ticketCode);
  }
  await api.dispose();
  await signIn(page, 'panitia');
  await page.goto(`/konsol/acara/${event.id}/sertifikat`);
  const issue = page.getByRole('button', { name: `Terbitkan ${PEOPLE - 1} sertifikat` });
  const dialog = page.getByRole('dialog');

  await test.step('not before the event is over', async () => {
    await issue.click();
    await dialog.getByRole('button', { name: /^Terbitkan/ }).click();
    await expect(page.getByRole('alert')).toContainText('sesudah kegiatan selesai');
  });

  await test.step('afterwards each eligible person, and what cannot be drawn stands apart', async () => {
    await expect(async () => {
      await page.reload();
      const stages = page.locator('.stages');
      // A first press whose answer was slow has begun the issue already.
      if (!(await stages.isVisible())) {
        await issue.click({ timeout: 5_000 });
        await dialog.getByRole('button', { name: /^Terbitkan/ }).click();
      }
      await expect(stages).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 40_000 });
    await expect(page.getByRole('heading', { name: `${PEOPLE - 1} sertifikat bernomor` })).toBeVisible({
      timeout: 40_000,
    });
    await expect(page.getByText('1 tidak dapat digambar.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Terbitkan/ })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('with another name the same number is drawn', async () => {
    await page.getByRole('button', { name: 'Perbaiki nama' }).click();
    await dialog.getByRole('textbox').fill('Kimura Rumondor');
    await dialog.getByRole('button', { name: 'Perbaiki nama' }).click();
    await expect(page.getByText('tidak dapat digambar')).toHaveCount(0, { timeout: 30_000 });
    await expect(page.locator('tbody tr').filter({ hasText: 'Kimura' })).toContainText('Terbit');
  });

  await test.step('revoked with a reason', async () => {
    await page.getByRole('button', { name: 'Cabut sertifikat 0001' }).click();
    await dialog.getByRole('button', { name: 'Cabut sertifikat' }).click();
    await expect(dialog.locator('#field-reason-error')).toBeVisible();
    await dialog.locator('#field-reason').fill('Nama tertukar');
    await dialog.getByRole('button', { name: 'Cabut sertifikat' }).click();
    await expect(page.locator('tbody tr').first()).toContainText('Nama tertukar');
  });
});
