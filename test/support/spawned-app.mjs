// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './mariadb.mjs';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const READY_WITHIN_MS = 60_000;

/**
 * The built application as a process of its own, on a free port, with a data folder of its own: for tests that kill it,
 * and for the benchmarks. A new `start` after `kill` or `stop` finds the same port and data.
 */
export class SpawnedApp {
  /** Everything that it wrote, over all its lives. */
  output = '';
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  /** @type {Record<string, string>} */
  #env;

  /** @param {string} folder @param {number} port @param {Record<string, string>} env */
  constructor(folder, port, env) {
    this.folder = folder;
    this.port = port;
    this.#env = env;
  }

  /** @param {Record<string, string>} [env] beside or instead of: SQLite in the folder, no pages, worker on */
  static async create(env = {}) {
    if (!existsSync(MAIN)) throw new Error('dist/main.js is missing. Run: npm run build');
    return new SpawnedApp(await mkdtemp(join(tmpdir(), 'bintek-app-')), await freePort(), env);
  }

  /** @param {Record<string, string>} [env] */
  static async started(env) {
    const app = await SpawnedApp.create(env);
    app.start();
    await app.ready();
    return app;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  get running() {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get pid() {
    return this.#child?.pid;
  }

  start() {
    const child = spawn(process.execPath, ['--max-semi-space-size=32', MAIN], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        ORIGIN: this.origin,
        APP_KEY: 'a key that is only used by the tests of this project',
        DATA_DIR: this.folder,
        LOG_LEVEL: 'warn',
        WEB: '0',
        RATE_REGISTRATIONS: '1000000',
        RATE_READS: '1000000',
        ...this.#env,
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (this.output += text));
    }
    this.#child = child;
  }

  /** Waits for `/health/ready`. @throws Error with the output when the process ends before. */
  async ready(withinMs = READY_WITHIN_MS) {
    for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
      if (!this.running) throw new Error(`The application ended:\n${this.output}`);
      const answer = await fetch(`${this.origin}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`The application was not ready within ${withinMs} ms:\n${this.output}`);
  }

  /** As `kill -9`. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Asks it to end. @returns its exit code, null when a signal ended it */
  stop() {
    return this.#end('SIGTERM');
  }

  /** Waits for an end that it comes to by itself. @returns {Promise<number | null>} */
  async ended() {
    const child = this.#child;
    if (child && this.running) await once(child, 'exit');
    return child?.exitCode ?? null;
  }

  async remove() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal @returns {Promise<number | null>} */
  async #end(signal) {
    const child = this.#child;
    if (!child || !this.running) return child?.exitCode ?? null;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    return child.exitCode;
  }
}
