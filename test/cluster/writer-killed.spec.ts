import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Crowd, expectAllThere } from '../faults/crowd.js';
import { startReplicas } from '../faults/replicas.js';
import { type BenchEvent, Office } from '../support/office.js';
import type { SpawnedApp } from '../support/spawned-app.mjs';
import { GaleraCluster } from './galera.js';

const SEATS = 150;

let cluster: GaleraCluster;
let replicas: [SpawnedApp, SpawnedApp];
let event: BenchEvent;

beforeAll(async () => {
  cluster = await GaleraCluster.start();
  await cluster.nodes[0]?.query('CREATE DATABASE bintek CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
  replicas = await startReplicas(cluster.port, { DB_CLUSTER: '1' });
  event = await (await Office.open(replicas[0])).event(SEATS);
}, 600_000);
afterAll(async () => {
  await Promise.all(replicas.map((app) => app.remove()));
  await cluster.stop();
});

it('the node that takes the writes is killed in a rush: nothing told is lost, no seat is sold twice', async () => {
  const crowd = new Crowd(replicas, event.slug);
  crowd.come(40);
  await crowd.told(SEATS / 2);
  const [writer, survivor, third] = cluster.nodes;
  await writer?.kill();
  await crowd.told(SEATS);
  await crowd.goHome();
  expect(crowd.acknowledged.size).toBeGreaterThan(SEATS);
  for (const node of [survivor, third]) {
    await expectAllThere((sql) => node?.query(sql, 'bintek') ?? Promise.resolve([]), event.id, crowd.acknowledged);
  }
}, 300_000);
