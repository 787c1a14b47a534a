import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

async function chosenPort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return String(typeof address === 'object' && address ? address.port : 0);
}
// Workers load this file again and must find what the first load chose.
process.env.BROWSER_DATA ??= mkdtempSync(join(tmpdir(), 'bintek-browser-'));
const port = (process.env.BROWSER_PORT ??= await chosenPort());
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  fullyParallel: false,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['./sums-reporter.ts']],
  use: {
    baseURL,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    // Recording costs every test a quarter of its time: TRACE=1 for the one that fails.
    trace: process.env.TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // A spec belongs to the project in its name, `ticket.phone.spec.ts`; `public` is both phones, with and without script.
  projects: [
    {
      name: 'phone',
      testMatch: '*.{phone,public}.spec.ts',
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    {
      name: 'no-script',
      testMatch: '*.{no-script,public}.spec.ts',
      use: { viewport: { width: 360, height: 740 }, javaScriptEnabled: false },
    },
    { name: 'console', testMatch: '*.console.spec.ts', use: { viewport: { width: 1280, height: 800 } } },
  ],
  webServer: {
    command: 'node server.mjs',
    url: `${baseURL}/health/ready`,
    timeout: 10 * 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
