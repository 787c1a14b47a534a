// @ts-check
// npm run demo: builds what is not built, starts the application on SQLite with demo data, says where to click.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { demoEnvironment, readDemoData, waitUntilReady } from './lib/demo-data.mjs';
import { ROOT } from './lib/run.mjs';

/** The first start fills the database through the services, with hundreds of people and their certificates. */
const READY_WITHIN_MS = 10 * 60_000;

const port = Number(process.env.PORT || 3000);
const folder = process.env.DATA_DIR || join(ROOT, 'data');

const failed = await ensureBuilt(['server', 'web']);
if (failed.length > 0) {
  console.error(`The build failed: ${failed.join(', ')}`);
  process.exit(1);
}

const env = demoEnvironment(folder, port);
const child = spawn(process.execPath, [join(ROOT, 'dist/main.js')], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, ...env },
});
// The terminal sends Ctrl+C to the child as well; a signal sent to this process alone is passed on.
process.on('SIGINT', () => undefined);
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
});

console.log(`Starting at ${env.ORIGIN} (the first start fills the demo data, which takes a while) …`);
if (await waitUntilReady(env.ORIGIN, () => child.exitCode === null && child.signalCode === null, READY_WITHIN_MS)) {
  const { password, accounts, links } = readDemoData(folder);
  const width = Math.max(...accounts.map(({ email }) => email.length));
  console.log(
    [
      '',
      `Ready: ${env.ORIGIN}`,
      ...links.map(({ label, url }) => `  ${label}: ${new URL(url, env.ORIGIN)}`),
      '',
      `Sign in at ${env.ORIGIN}/masuk, password of all: ${password}`,
      ...accounts.map(({ role, email, name }) => `  ${email.padEnd(width)}  ${role}, ${name}`),
      '',
      `Data: ${folder} (delete the folder to begin anew). Ctrl+C ends.`,
    ].join('\n'),
  );
}
