import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import { TestSmtp } from '../support/smtp.js';
import { SpawnedApp } from '../support/spawned-app.mjs';
import { Crowd, expectAllThere } from './crowd.js';
import { endLeases } from './live-client.js';

const KILLS = 5;
const AT_ONCE = 50;
const SEATS = 120;

describe('kill while registering', () => {
  let setUp: TestApp;
  let smtp: TestSmtp;
  let live: SpawnedApp;
  let event: MadeEvent;

  beforeAll(async () => {
    setUp = await TestApp.start({ database: 'killed', now: new Date(), mail: 'outbox' });
    event = await makeEvent(setUp, { capacity: SEATS });
    await setUp.close();
    smtp = await TestSmtp.start();
    live = await SpawnedApp.create({ ...setUp.db.env, SQLITE_SYNCHRONOUS: 'FULL', WORKER: '1', SMTP_URL: smtp.url });
  });
  afterAll(async () => {
    await live.remove();
    await smtp.close();
  });

  it(`${KILLS} × kill -9 under ${AT_ONCE} parallel registrations: what was answered with 201 is there, whole`, async () => {
    const crowd = new Crowd([live], event.slug);
    live.start();
    await live.ready();
    crowd.come(AT_ONCE);
    for (let kill = 0; kill < KILLS; kill++) {
      await crowd.told(1 + Math.floor(Math.random() * 40));
      await sleep(Math.random() * 30);
      await live.kill();
      live.start();
      await live.ready();
    }
    await crowd.goHome();
    await live.stop();
    expect(crowd.acknowledged.size).toBeGreaterThan(KILLS);

    await endLeases(setUp.db);
    live.start();
    await live.ready();
    await untilSent();
    await live.stop();

    await expectAllThere((sql) => setUp.db.query(sql), event.id, crowd.acknowledged);
    const [all] = await setUp.db.query('SELECT COUNT(*) AS count FROM registration');
    await everyMailOnce(Number(all?.count));
  }, 600_000);

  /** The worker of the last life sends what the killed ones had left. */
  async function untilSent(): Promise<void> {
    for (;;) {
      const [left] = await setUp.db.query("SELECT COUNT(*) AS count FROM mail_message WHERE state = 'queued'");
      if (Number(left?.count) === 0) return;
      await sleep(250);
    }
  }

  /** A Message-ID that the server saw twice belongs to a mail that the outbox shows as "unknown outcome". */
  async function everyMailOnce(expected: number): Promise<void> {
    const counts = new Map<string, number>();
    for (const id of smtp.messageIds) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(counts.size).toBe(expected);
    const unknown = await setUp.db.query<{ message_id: string }>(
      'SELECT message_id FROM mail_message WHERE outcome_unknown = 1',
    );
    const excused = new Set(unknown.map((row) => row.message_id));
    const twice = [...counts].filter(([, count]) => count > 1).map(([id]) => id);
    process.stdout.write(`unknown outcome: ${excused.size}, seen twice: ${twice.length}\n`);
    expect(twice.filter((id) => !excused.has(id))).toEqual([]);
  }
});
