// @ts-check
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';

const SERVERS = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/libexec/mariadbd'];
// The kernel ends the server when this process dies, even by SIGKILL, so that no run leaves one behind.
const SETPRIV = '/usr/bin/setpriv';
const READY_WITHIN_MS = 60_000;

/**
 * A server that starts removes the temporary tables that it finds in its TMPDIR, those of other servers too.
 * @param {string} folder
 */
const environment = (folder) => ({ ...process.env, TMPDIR: folder });

/** @returns {Promise<number>} a TCP port of the loopback address that is free now */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given.');
  return address.port;
}

/**
 * A private MariaDB in a temporary folder, reached as root without a password on 127.0.0.1. `durable` writes every commit
 * to the disk, as in production; without it a test run is several times faster.
 */
export class PrivateMariadb {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;

  /** @param {string} folder @param {number} port @param {boolean} durable */
  constructor(folder, port, durable) {
    this.folder = folder;
    this.port = port;
    this.durable = durable;
  }

  /** @param {{ durable?: boolean }} [options] */
  static async create({ durable = false } = {}) {
    const folder = await mkdtemp(join(tmpdir(), 'bintek-mariadb-'));
    const install = [
      '--no-defaults',
      `--user=${process.getuid?.() === 0 ? 'root' : (process.env.USER ?? 'mysql')}`,
      `--datadir=${join(folder, 'data')}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
    ];
    await promisify(execFile)('mariadb-install-db', install, { env: environment(folder) });
    return new PrivateMariadb(folder, await freePort(), durable);
  }

  /** @param {{ durable?: boolean }} [options] */
  static async started(options) {
    const server = await PrivateMariadb.create(options);
    await server.start();
    return server;
  }

  async start() {
    const binary = SERVERS.find((path) => existsSync(path));
    if (!binary) throw new Error(`mariadbd is not installed (looked at ${SERVERS.join(', ')}).`);
    const command = [
      ...(existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', '--'] : []),
      binary,
      '--no-defaults',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
      `--datadir=${join(this.folder, 'data')}`,
      `--socket=${join(this.folder, 's.sock')}`,
      `--pid-file=${join(this.folder, 'pid')}`,
      `--log-error=${join(this.folder, 'error.log')}`,
      `--port=${this.port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--max-connections=400',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      ...(this.durable
        ? ['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=512M', '--innodb-log-file-size=256M']
        : ['--innodb-flush-log-at-trx-commit=0', '--skip-innodb-doublewrite', '--innodb-buffer-pool-size=128M']),
    ];
    const child = spawn(/** @type {string} */ (command[0]), command.slice(1), {
      stdio: 'ignore',
      env: environment(this.folder),
    });
    this.#child = child;
    for (const end = Date.now() + READY_WITHIN_MS; Date.now() < end; await sleep(50)) {
      if (child.exitCode !== null) break;
      try {
        await this.query('SELECT 1');
        return;
      } catch {
        continue;
      }
    }
    throw new Error(
      `MariaDB did not start:\n${await readFile(join(this.folder, 'error.log'), 'utf8').catch(() => '')}`,
    );
  }

  /** @param {string} sql @param {string} [database] */
  async query(sql, database) {
    const connection = await mysql.createConnection({ host: '127.0.0.1', port: this.port, user: 'root', database });
    try {
      return (await connection.query(sql))[0];
    } finally {
      await connection.end();
    }
  }

  /** As a power cut: no flush, no goodbye. `start` brings the server back on the same port and files. */
  async kill() {
    await this.#end('SIGKILL');
  }

  async stop() {
    await this.#end(this.durable ? 'SIGTERM' : 'SIGKILL');
    await rm(this.folder, { recursive: true, force: true });
  }

  /** @param {NodeJS.Signals} signal */
  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
