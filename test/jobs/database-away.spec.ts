import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../src/app.setup.js';
import { DomainError } from '../../src/common/index.js';
import { loadConfig } from '../../src/config/index.js';
import { Database, Transactions } from '../../src/database/index.js';
import { Jobs, JobWorker } from '../../src/jobs/index.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';
import { PrivateMariadb } from '../support/mariadb.mjs';

describe('readiness while the database is away', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.close());

  it('is said to every probe, and to the log once when it goes and once when it is back', async () => {
    const said: string[] = [];
    for (const level of ['error', 'warn', 'log'] as const) {
      jest
        .spyOn(Logger.prototype, level)
        .mockImplementation((entry: unknown) => void said.push(`${level} ${String(entry)}`));
    }
    const probe = async () => (await app.client().get('/health/ready')).status;
    expect(await probe()).toBe(200);
    const away = jest.spyOn(app.get(Database), 'read').mockRejectedValue(new DomainError('DATABASE_AWAY', 503));
    expect([await probe(), await probe(), await probe()]).toEqual([503, 503, 503]);
    away.mockRestore();
    expect([await probe(), await probe()]).toEqual([200, 200]);
    jest.restoreAllMocks();
    expect(said).toEqual(['warn Not ready: the database is away', 'log Ready again: the database is back']);
  });
});

// SQLite has no server whose worker could lose it.
if (engine === 'mysql') {
  describe('a job worker whose database goes away', () => {
    let server: PrivateMariadb;
    let app: Awaited<ReturnType<typeof createApp>>;

    beforeAll(async () => {
      server = await PrivateMariadb.started({ durable: true });
      await server.query('CREATE DATABASE away CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
      app = await createApp(
        loadConfig({
          ORIGIN: 'http://127.0.0.1:3000',
          APP_KEY: 'a key that is only used by the tests of this project',
          LOG_LEVEL: 'silent',
          DATA_DIR: server.folder,
          DB: 'mysql',
          DB_PORT: String(server.port),
          DB_NAME: 'away',
          DB_USER: 'root',
        }),
      );
      await app.init();
      await app.get(Database).connect();
    }, 120_000);
    afterAll(async () => {
      await app.close();
      await server.stop();
    });

    it('says so once, goes on trying, and does the work when it is back, the running job once', async () => {
      const jobs = app.get(Jobs, { strict: false });
      const worker = app.get(JobWorker, { strict: false });
      const transactions = app.get(Transactions);
      const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const ran: string[] = [];
      let go: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (go = resolve));
      jobs.register({
        kind: 'test.away',
        run: async (payload) => {
          const { name } = payload as { name: string };
          ran.push(name);
          if (name === 'running') await gate;
        },
      });
      const enqueue = (name: string) =>
        transactions.run((tx) => jobs.enqueue(tx, { kind: 'test.away', payload: { name } }));
      worker.start();
      await enqueue('running');
      while (ran.length === 0) await sleep(10);
      await enqueue('later');
      while (ran.length === 1) await sleep(10);

      await server.kill();
      await sleep(1000);
      go();
      await sleep(1500);
      expect(warned.mock.calls.map(([entry]) => (entry as { message: string }).message)).toEqual([
        'The database is away; jobs wait',
      ]);
      await server.start();
      await enqueue('after');
      while (ran.length === 2) await sleep(10);
      await sleep(1000);
      await worker.stop();
      warned.mockRestore();
      expect(ran).toEqual(['running', 'later', 'after']);
      const rows = await server.query('SELECT state FROM job WHERE kind = "test.away"', 'away');
      expect(rows).toEqual([{ state: 'done' }, { state: 'done' }, { state: 'done' }]);
    }, 120_000);
  });
}
