import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';

interface DemoData {
  password: string;
  accounts: { role: string; email: string; name: string }[];
}

export type DemoAccount = 'admin' | 'panitia' | 'pintu' | 'bkpsdm' | 'auditor';

function demoData(): DemoData {
  return JSON.parse(readFileSync(join(process.env.BROWSER_DATA ?? '', 'demo.json'), 'utf8')) as DemoData;
}

/** Signs in through the page, as a person does. Works without script too. */
export async function signIn(page: Page, account: DemoAccount): Promise<void> {
  const { password, accounts } = demoData();
  const found = accounts.find(({ email }) => email.startsWith(`${account}@`));
  if (!found) throw new Error(`The demo has no account ${account}.`);
  await page.goto('/masuk');
  await page.locator('input[name=email]').fill(found.email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('form button[type=submit]').first().click();
  await expect(page).not.toHaveURL(/\/masuk/);
}
