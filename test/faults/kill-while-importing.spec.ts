import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nipOf } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { ImportDriver, lines } from '../imports/uploading.js';
import { TestApp } from '../support/app.js';
import { SpawnedApp } from '../support/spawned-app.mjs';
import { endLeases } from './live-client.js';

const PEOPLE = 400;
const SEATS = 300;
const KILLS = 2;

describe('kill while importing', () => {
  let setUp: TestApp;
  let live: SpawnedApp;
  let event: MadeEvent;
  let importId: string;

  beforeAll(async () => {
    setUp = await TestApp.start({ database: 'importing', now: new Date(), mail: 'outbox' });
    event = await makeEvent(setUp, { capacity: SEATS });
    const organiser = new ImportDriver(setUp, await setUp.as('organiser'), `/events/${event.id}/imports`);
    const person = (n: number) => [nipOf(n), `Peserta ${n}`, 'Dinas', 'Analis', '081234567890', `p${n}@uji.example`];
    const head = ['NIP', 'Nama', 'OPD', 'Jabatan', 'HP', 'Email'];
    importId = (await organiser.upload(lines(head, ...Array.from({ length: PEOPLE }, (_, n) => person(n))))).id;
    await organiser.client.post(`/events/${event.id}/imports/${importId}/apply`);
    await setUp.close();
    const { ORIGIN: _, ...env } = setUp.db.env;
    live = await SpawnedApp.create({ ...env, SQLITE_SYNCHRONOUS: 'FULL', WORKER: '1' });
  }, 300_000);
  afterAll(() => live.remove());

  it(`${KILLS} × kill -9 while participants are imported: each of them once, in the order of the file`, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await endLeases(setUp.db);
      live.start();
      await live.ready();
      await sleep(Math.random() * 400);
      await live.kill();
    }
    await endLeases(setUp.db);
    live.start();
    await live.ready();
    await untilDone();
    await live.stop();

    const rows = await setUp.db.query<{ nip: string; status: string; arrival_no: number }>(
      'SELECT nip, status, arrival_no FROM registration ORDER BY arrival_no',
    );
    expect(rows.map(({ nip }) => nip)).toEqual(Array.from({ length: PEOPLE }, (_, n) => nipOf(n)));
    expect(rows.filter(({ status }) => status === 'confirmed')).toHaveLength(SEATS);
    const [pool] = await setUp.db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
    expect([pool?.taken, pool?.waiting].map(Number)).toEqual([SEATS, PEOPLE - SEATS]);
    const states = await setUp.db.query('SELECT state FROM import_row');
    expect(states.filter(({ state }) => state === 'applied')).toHaveLength(PEOPLE);
  }, 600_000);

  async function untilDone(): Promise<void> {
    for (;;) {
      const [batch] = await setUp.db.query(`SELECT state FROM import_batch WHERE id = '${importId}'`);
      if (batch?.state === 'done') return;
      expect(batch?.state).toBe('applying');
      await sleep(250);
    }
  }
});
