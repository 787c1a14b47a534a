import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Transactions } from '../../src/database/index.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';

describe('seats under a crowd', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox', env: { DB_POOL: '20', RATE_REGISTRATIONS: '100000' } });
  });
  beforeEach(() => app.empty());
  afterAll(() => app.close());

  const register = (slug: string, n: number) => app.client().post(`/public/events/${slug}/registrations`, applicant(n));

  it('oversells with the guard off: reading, checking and writing sells more seats than there are', async () => {
    const event = await makeEvent(app, { capacity: 5 });
    const pool = event.pools[0]?.id;
    const transactions = app.get(Transactions);
    const pause = () => new Promise((resolve) => setImmediate(resolve));
    let sold = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const [row] = await app.db.query(`SELECT taken, capacity FROM seat_pool WHERE id = '${pool}'`);
        await pause();
        if (Number(row?.taken) >= Number(row?.capacity)) return;
        await transactions.run((tx) =>
          tx.query(`UPDATE seat_pool SET taken = ${Number(row?.taken) + 1} WHERE id = '${pool}'`),
        );
        sold += 1;
      }),
    );
    expect(sold).toBeGreaterThan(5);
  });

  it('sells exactly the seats there are; the others wait in the order in which they came', async () => {
    const event = await makeEvent(app, { capacity: 7 });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => register(event.slug, n)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(201));
    const statuses = answers.map((answer) => (answer.body as { status: string }).status);
    expect(statuses.filter((status) => status === 'confirmed')).toHaveLength(7);
    expect(statuses.filter((status) => status === 'waiting')).toHaveLength(43);

    const [pool] = await app.db.query(`SELECT taken, arrivals, waiting FROM seat_pool WHERE event_id = '${event.id}'`);
    expect([pool?.taken, pool?.arrivals, pool?.waiting].map(Number)).toEqual([7, 50, 43]);
    const order = await app.db.query(`SELECT status, arrival_no FROM registration ORDER BY arrival_no`);
    expect(order.map((row) => Number(row.arrival_no))).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    expect(order.slice(0, 7).every((row) => row.status === 'confirmed')).toBe(true);
  });

  it('writes one mail and one audit entry for each, in the same transaction', async () => {
    const event = await makeEvent(app, { capacity: 2 });
    await Promise.all(Array.from({ length: 4 }, (_, n) => register(event.slug, n)));
    const mails = await app.db.query(
      `SELECT template FROM mail_message WHERE event_id = '${event.id}' ORDER BY template`,
    );
    expect(mails.map((row) => row.template)).toEqual([
      'registration_confirmed',
      'registration_confirmed',
      'registration_waiting',
      'registration_waiting',
    ]);
    const audit = await app.db.query(
      `SELECT action FROM audit_entry WHERE subject_kind = 'registration' ORDER BY action`,
    );
    expect(audit.map((row) => row.action)).toEqual([
      'registration.confirmed',
      'registration.confirmed',
      'registration.placed_waiting',
      'registration.placed_waiting',
    ]);
  });

  it('takes one person once, however often he presses at the same time', async () => {
    const event = await makeEvent(app, { capacity: 5 });
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, press) =>
        app
          .client()
          .post(`/public/events/${event.slug}/registrations`, { ...applicant(1), submissionNonce: `press-${press}` }),
      ),
    );
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(4);
    const rows = await app.db.query('SELECT id FROM registration');
    expect(rows).toHaveLength(1);
    const [pool] = await app.db.query(`SELECT taken FROM seat_pool WHERE event_id = '${event.id}'`);
    expect(Number(pool?.taken)).toBe(1);
  });

  it('answers the same submission, sent twice at once, with the same ticket', async () => {
    const event = await makeEvent(app, { capacity: 5 });
    const body = applicant(1);
    const answers = await Promise.all(
      [1, 2, 3].map(() => app.client().post(`/public/events/${event.slug}/registrations`, body)),
    );
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => (answer.body as { token: string }).token)).size).toBe(1);
  });

  it('keeps inner pools within their own capacity and the sum within the event', async () => {
    const event = await makeEvent(app, {
      capacity: 6,
      inner: [
        { name: 'PNS', capacity: 4, kinds: ['pns'] },
        { name: 'Tamu', capacity: 4, kinds: ['guest'] },
      ],
    });
    await Promise.all([
      ...Array.from({ length: 6 }, (_, n) => register(event.slug, n)),
      ...Array.from({ length: 6 }, (_, n) =>
        app.client().post(`/public/events/${event.slug}/registrations`, {
          ...applicant(100 + n, { kind: 'guest', rank: undefined, nip: undefined }),
        }),
      ),
    ]);
    const pools = await app.db.query<{ id: string; taken: number; capacity: number }>(
      `SELECT id, name, taken, capacity FROM seat_pool WHERE event_id = '${event.id}'`,
    );
    for (const pool of pools) {
      expect(Number(pool.taken)).toBeLessThanOrEqual(Number(pool.capacity));
      const held = await app.db.query(
        `SELECT r.id FROM registration r JOIN registration_pool rp ON rp.registration_id = r.id
         WHERE rp.pool_id = '${pool.id}' AND r.status = 'confirmed'`,
      );
      expect(held).toHaveLength(Number(pool.taken));
    }
    const confirmed = await app.db.query("SELECT id FROM registration WHERE status = 'confirmed'");
    expect(confirmed).toHaveLength(6);
  });
});
