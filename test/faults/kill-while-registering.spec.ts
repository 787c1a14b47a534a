import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import { TestSmtp } from '../support/smtp.js';
import { SpawnedApp } from '../support/spawned-app.mjs';
import { endLeases, LiveClient } from './live-client.js';

const KILLS = 20;
const AT_ONCE = 50;
const SEATS = 120;

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
  const acknowledged = new Map<string, string>();
  let next = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    live.start();
    await live.ready();
    let dead = false;
    const people = Array.from({ length: AT_ONCE }, async () => {
      while (!dead) {
        const n = next++;
        const answer = await new LiveClient(live).post(`/public/events/${event.slug}/registrations`, applicant(n));
        if (answer === null) return;
        if (answer.status === 201) acknowledged.set(String(answer.body.ticketCode), String(answer.body.status));
        else if (answer.status !== 503) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      }
    });
    const enough = acknowledged.size + 1 + Math.floor(Math.random() * 40);
    const reached = async () => {
      while (acknowledged.size < enough) await sleep(2);
    };
    // Whoever meets an answer that is no answer ends the test.
    await Promise.race([reached(), Promise.all(people)]);
    await sleep(Math.random() * 30);
    await live.kill();
    dead = true;
    await Promise.all(people);
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS);

  await endLeases(setUp.db);
  live.start();
  await live.ready();
  await untilSent();
  await live.stop();

  const rows = await setUp.db.query<{ id: string; ticket_code: string; status: string; arrival_no: number }>(
    'SELECT id, ticket_code, status, arrival_no FROM registration ORDER BY arrival_no',
  );
  const byCode = new Map(rows.map((row) => [row.ticket_code, row]));
  for (const [code, status] of acknowledged) expect(byCode.get(code)?.status).toBe(status);

  const confirmed = rows.filter((row) => row.status === 'confirmed');
  const [pool] = await setUp.db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
  expect(Number(pool?.taken)).toBe(confirmed.length);
  expect(confirmed.length).toBeLessThanOrEqual(SEATS);
  expect(Number(pool?.waiting)).toBe(rows.length - confirmed.length);
  expect(rows.map((row) => Number(row.arrival_no))).toEqual(rows.map((_, index) => index + 1));

  const ids = (sql: string) => setUp.db.query<{ id: string }>(sql).then((found) => found.map((row) => row.id).sort());
  const all = rows.map((row) => row.id).sort();
  expect(await ids("SELECT subject_id AS id FROM mail_message WHERE subject_kind = 'registration'")).toEqual(all);
  const taken = "action IN ('registration.confirmed', 'registration.placed_waiting')";
  expect(await ids(`SELECT subject_id AS id FROM audit_entry WHERE ${taken}`)).toEqual(all);

  await everyMailOnce(rows.length);
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
