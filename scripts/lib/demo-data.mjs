// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The environment of a demo whose data lie in `folder`; makes the folder and its key when they are absent.
 * @param {string} folder @param {number} port
 */
export function demoEnvironment(folder, port) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = join(folder, 'app.key');
  if (!existsSync(key)) writeFileSync(key, `${randomBytes(36).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  return {
    DEMO: '1',
    HOST: '127.0.0.1',
    PORT: String(port),
    ORIGIN: `http://127.0.0.1:${port}`,
    DATA_DIR: folder,
    DB: 'sqlite',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
}

/**
 * What the application wrote down when it filled the empty database.
 * @typedef {{
 *   password: string,
 *   accounts: { role: string, email: string, name: string }[],
 *   links: { label: string, url: string }[],
 * }} DemoData
 * @param {string} folder @returns {DemoData}
 */
export function readDemoData(folder) {
  return JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8'));
}

/** @param {string} origin @param {() => boolean} isAlive @param {number} withinMs */
export async function waitUntilReady(origin, isAlive, withinMs) {
  for (const end = Date.now() + withinMs; Date.now() < end && isAlive();) {
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    if (answer?.ok) return true;
    await new Promise((next) => setTimeout(next, 200));
  }
  return false;
}
