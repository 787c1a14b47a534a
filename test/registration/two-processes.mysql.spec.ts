import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';

const SEATS = 150;

describe('two processes', () => {
  let replicas: TestApp[];
  let event: MadeEvent;

  beforeAll(async () => {
    const start = () =>
      TestApp.start({ database: 'replicas', mail: 'outbox', env: { RATE_REGISTRATIONS: '100000', DB_POOL: '5' } });
    replicas = [await start(), await start()];
    event = await makeEvent(replicas[0] as TestApp, { capacity: SEATS });
  }, 120_000);
  afterAll(() => Promise.all(replicas.map((app) => app.close())));

  it('two processes on one database sell each seat once, and take a person who asks both of them once', async () => {
    const send = (n: number, to: number) => sendForm(replicas[to] as TestApp, event.slug, applicant(n));
    const answers = await Promise.all([
      ...Array.from({ length: 200 }, (_, n) => send(n, n % 2)),
      ...Array.from({ length: 20 }, (_, n) => send(n, (n + 1) % 2)),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(200);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(20);
    const { db } = replicas[0] as TestApp;
    const rows = await db.query('SELECT status, arrival_no FROM registration ORDER BY arrival_no');
    expect(rows.map((row) => row.status)).toEqual([
      ...Array<string>(SEATS).fill('confirmed'),
      ...Array<string>(50).fill('waiting'),
    ]);
    expect(rows.map((row) => Number(row.arrival_no))).toEqual(rows.map((_, index) => index + 1));
    const [pool] = await db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
    expect([pool?.taken, pool?.waiting].map(Number)).toEqual([SEATS, 50]);
    const places = answers.flatMap(({ status, body }) => (status === 201 ? (body.waitingPlace ?? []) : []));
    expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
  });
});
