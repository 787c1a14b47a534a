// @ts-check
// The application of the browser tests: a demo with data of its own in the folder BROWSER_DATA, on BROWSER_PORT.
// DEMO_SEED is a folder that the whole suite has filled once; without it the data are made here.
import { spawn } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { demoEnvironment } from '../../scripts/lib/demo-data.mjs';

const folder = process.env.BROWSER_DATA;
if (!folder) throw new Error('BROWSER_DATA is not set: run this through Playwright.');
if (process.env.DEMO_SEED) cpSync(process.env.DEMO_SEED, folder, { recursive: true });
const env = { ...demoEnvironment(folder, Number(process.env.BROWSER_PORT)), SQLITE_SYNCHRONOUS: 'OFF' };
const child = spawn(process.execPath, [fileURLToPath(new URL('../../dist/main.js', import.meta.url))], {
  stdio: 'inherit',
  env: { ...process.env, ...env },
});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code ?? 0;
});
