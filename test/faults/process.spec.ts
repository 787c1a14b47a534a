import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { engine } from '../databases.js';
import { PrivateMariadb } from '../support/mariadb.mjs';
import { SpawnedApp } from '../support/spawned-app.mjs';

const running: { remove(): Promise<void> }[] = [];

describe('process', () => {
  afterEach(async () => {
    for (const each of running.splice(0)) await each.remove();
  });

  const health = (app: SpawnedApp, kind: 'live' | 'ready') =>
    fetch(`${app.origin}/health/${kind}`).then(
      (answer) => answer.status,
      () => 0,
    );

  if (engine === 'sqlite') {
    describe('one process on one SQLite file', () => {
      it('the second is refused with the reason; after kill -9 of the first the file is free', async () => {
        const first = await SpawnedApp.started({});
        running.push(first);
        const second = await SpawnedApp.create({ DATA_DIR: first.folder });
        running.push(second);
        second.start();
        expect(await second.ended()).toBe(1);
        expect(second.output).toMatch(/Another process already uses .*bintek\.sqlite/);
        await first.kill();
        second.start();
        await second.ready();
      });
    });

    describe('the process', () => {
      it('names every fault of its environment at once, and no value', async () => {
        const app = await SpawnedApp.create({ PORT: 'abc', DB: 'mysql', APP_KEY: 'short-secret', LOG_LEVEL: 'loud' });
        running.push(app);
        app.start();
        expect(await app.ended()).toBe(1);
        for (const name of ['PORT', 'DB_NAME', 'DB_USER', 'APP_KEY', 'LOG_LEVEL']) expect(app.output).toContain(name);
        expect(app.output).not.toMatch(/short-secret|loud|abc/);
      });

      it('ends by the SIGTERM it was sent once it has shut down, and leaves its file free', async () => {
        const app = await SpawnedApp.started({});
        running.push(app);
        expect(await app.stop()).toBeNull();
        app.start();
        await app.ready();
      });
    });
  }

  if (engine === 'mysql') {
    describe('a database that is away at start', () => {
      it('the process lives and says so; it serves as soon as the database is there, and again after a restart of it', async () => {
        const server = await PrivateMariadb.started();
        running.push({ remove: () => server.stop() });
        await server.query('CREATE DATABASE bintek');
        await server.kill();
        const app = await SpawnedApp.create({
          DB: 'mysql',
          DB_PORT: String(server.port),
          DB_NAME: 'bintek',
          DB_USER: 'root',
        });
        running.push(app);
        app.start();
        for (let tries = 0; (await health(app, 'live')) !== 200 && tries < 600; tries++) await sleep(100);
        expect(await health(app, 'live')).toBe(200);
        expect(await health(app, 'ready')).toBe(503);
        const answer = await fetch(`${app.origin}/api/public/events`);
        expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([503, 'DATABASE_AWAY']);

        await server.start();
        await app.ready();
        expect((await fetch(`${app.origin}/api/public/events`)).status).toBe(200);

        await server.kill();
        expect(await health(app, 'ready')).toBe(503);
        await server.start();
        await app.ready();
        expect((await fetch(`${app.origin}/api/public/events`)).status).toBe(200);
      });
    });
  }
});
