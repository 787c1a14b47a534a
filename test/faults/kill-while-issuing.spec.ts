import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { heldEvent, type HeldEvent } from '../certificates/held-event.js';
import { PASSWORD } from '../personas.js';
import { TestApp } from '../support/app.js';
import { SpawnedApp } from '../support/spawned-app.mjs';
import { endLeases, LiveClient } from './live-client.js';

const PEOPLE = 30;
const KILLS = 5;
const MONTH = 30 * 24 * 60 * 60_000;

describe('kill while issuing', () => {
  let setUp: TestApp;
  let live: SpawnedApp;
  let event: HeldEvent;

  beforeAll(async () => {
    const then = new Date(Math.floor((Date.now() - MONTH) / 86_400_000) * 86_400_000 + 3_600_000);
    setUp = await TestApp.start({ database: 'issuing', now: then, mail: 'outbox' });
    event = await heldEvent(setUp, { people: PEOPLE, now: then });
    await setUp.close();
    const { ORIGIN: _, ...env } = setUp.db.env;
    live = await SpawnedApp.create({ ...env, SQLITE_SYNCHRONOUS: 'FULL', WORKER: '1' });
  }, 300_000);
  afterAll(() => live.remove());

  it(`${KILLS} × kill -9 while certificates are issued: numbers without gap or double, each file once`, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await begin();
      await sleep(20 + Math.random() * 700);
      await live.kill();
    }
    await endLeases(setUp.db);
    await begin();
    await untilIssued();
    await live.stop();

    const rows = await setUp.db.query<{
      id: string;
      serial: number;
      number: string;
      state: string;
      registration_id: string;
    }>('SELECT id, serial, number, state, registration_id FROM certificate ORDER BY serial');
    expect(rows.map((row) => Number(row.serial))).toEqual(Array.from({ length: PEOPLE }, (_, index) => index + 1));
    expect(new Set(rows.map((row) => row.registration_id)).size).toBe(PEOPLE);
    const [series] = await setUp.db.query('SELECT next_serial FROM number_series');
    expect(Number(series?.next_serial)).toBe(PEOPLE + 1);

    const versions = await setUp.db.query<{ certificate_id: string; sha256: string }>(
      'SELECT certificate_id, sha256 FROM certificate_version',
    );
    expect(versions.map((version) => version.certificate_id).sort()).toEqual(rows.map((row) => row.id).sort());
    for (const { sha256 } of versions) {
      expect(
        createHash('sha256')
          .update(await storedFile(sha256))
          .digest('hex'),
      ).toBe(sha256);
    }
    const mails = await setUp.db.query("SELECT id FROM mail_message WHERE template = 'certificate_issued'");
    expect(mails).toHaveLength(PEOPLE);
  }, 600_000);

  /** A fresh life, whose organiser presses "issue" as the one before did. */
  async function begin(): Promise<void> {
    live.start();
    await live.ready();
    const organiser = new LiveClient(live);
    await organiser.post('/session', { email: 'admin-0@uji.example', password: PASSWORD });
    const answer = await organiser.post(`/events/${event.id}/certificates/issue`);
    if (answer?.status !== 200) throw new Error(`issue: ${JSON.stringify(answer)}\n${live.output}`);
  }

  async function untilIssued(): Promise<void> {
    for (;;) {
      const [left] = await setUp.db.query("SELECT COUNT(*) AS count FROM certificate WHERE state <> 'issued'");
      if (Number(left?.count) === 0) return;
      await sleep(250);
    }
  }

  async function storedFile(sha256: string): Promise<Buffer> {
    const names = await readdir(setUp.db.folder, { recursive: true });
    const path = names.find((name) => name.endsWith(sha256));
    if (!path) throw new Error(`There is no stored file ${sha256}.`);
    return readFile(join(setUp.db.folder, path));
  }
});
