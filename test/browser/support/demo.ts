import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

interface DemoData {
  password: string;
  accounts: { role: string; email: string; name: string }[];
  links: { label: string; url: string }[];
}

export type DemoAccount = 'admin' | 'panitia' | 'pintu' | 'bkpsdm' | 'auditor';

/** What the application wrote down when it filled its database. */
export function demoData(): DemoData {
  return JSON.parse(readFileSync(join(process.env.BROWSER_DATA ?? '', 'demo.json'), 'utf8')) as DemoData;
}

export function demoAccount(account: DemoAccount): { email: string; password: string } {
  const { password, accounts } = demoData();
  const found = accounts.find(({ email }) => email.startsWith(`${account}@`));
  if (!found) throw new Error(`The demo has no account ${account}.`);
  return { email: found.email, password };
}

/** The address that the demo prints under this label. */
export function demoLink(label: string): string {
  const url = demoData().links.find((link) => link.label === label)?.url;
  if (!url) throw new Error(`The demo prints no link "${label}".`);
  return url;
}

/** Signs in through the page, as a person does. Works without script too. */
export async function signIn(page: Page, account: DemoAccount): Promise<void> {
  const { email, password } = demoAccount(account);
  await page.goto('/masuk');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form:has(input[name=password]) button[type=submit]').click();
  await expect(page).not.toHaveURL(/\/masuk/);
}
