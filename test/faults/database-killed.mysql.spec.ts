import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PrivateMariadb } from '../support/mariadb.mjs';
import { type BenchEvent, Office } from '../support/office.js';
import type { SpawnedApp } from '../support/spawned-app.mjs';
import { Crowd, expectAllThere } from './crowd.js';
import { startReplicas } from './replicas.js';

const SEATS = 150;

describe('database killed', () => {
  let server: PrivateMariadb;
  let replicas: [SpawnedApp, SpawnedApp];
  let event: BenchEvent;

  beforeAll(async () => {
    server = await PrivateMariadb.started({ durable: true });
    await server.query('CREATE DATABASE bintek CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
    replicas = await startReplicas(server.port);
    event = await (await Office.open(replicas[0])).event(SEATS);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(replicas.map((app) => app.remove()));
    await server.stop();
  });

  it('kill -9 of the database and of one of two processes, in the middle of a rush: what was told is there', async () => {
    const crowd = new Crowd(replicas, event.slug);
    crowd.come(40);
    for (let kill = 0; kill < 3; kill++) {
      await crowd.told(40);
      await server.kill();
      await sleep(100);
      await server.start();
    }
    await crowd.told(40);
    const [, victim] = replicas;
    await victim.kill();
    await crowd.told(40);
    victim.start();
    await victim.ready();
    await crowd.told(40);
    await crowd.goHome();
    expect(crowd.acknowledged.size).toBeGreaterThan(SEATS);
    const query = async (sql: string) => (await server.query(sql, 'bintek')) as Record<string, unknown>[];
    await expectAllThere(query, event.id, crowd.acknowledged);
  }, 180_000);
});
