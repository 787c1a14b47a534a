import { expect, type Page } from '@playwright/test';
import type { ApplicantBody } from '../../factories/applicants.js';

/** From the event's page to the step where a civil servant writes his data. */
export async function openForm(page: Page, slug: string): Promise<void> {
  await page.goto(`/kegiatan/${slug}`);
  await page
    .getByRole('link', { name: /^(Daftar|Masuk daftar tunggu)/ })
    .first()
    .click();
  await page.getByRole('radio', { name: /^PNS/ }).check();
  await page.getByRole('button', { name: 'Lanjut ke Data Anda' }).click();
  await expect(page.getByLabel('NIP')).toBeVisible();
}

export async function fillForm(page: Page, person: ApplicantBody): Promise<void> {
  await page.getByLabel('NIP').fill(person.nip ?? '');
  await page.getByLabel('Gelar depan').fill(person.frontTitle ?? '');
  await page.getByLabel('Nama lengkap').fill(person.name);
  await page.getByLabel('Gelar belakang').fill(person.backTitle ?? '');
  await page.getByLabel('Unit kerja').selectOption({ index: 2 });
  await page.getByLabel('Jabatan').fill(person.position);
  await page.getByLabel('Pangkat, golongan/ruang').selectOption('III/a');
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Nomor HP').fill(person.phone);
}

export async function toReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lanjut ke pemeriksaan' }).click();
}

/** A form that was filled in less time than a hand needs is refused. */
const HAND_MS = 1000;

export async function sendForm(page: Page): Promise<void> {
  const startedAt = Number(await page.locator('input[name=startedAt]').first().inputValue());
  await page.waitForTimeout(Math.max(0, startedAt + HAND_MS - Date.now()));
  await page.getByRole('button', { name: /^Kirim/ }).click();
}
