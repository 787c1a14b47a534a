import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Transactions } from '../../src/database/index.js';
import type { SeatRequest } from '../../src/registration/seats/arrivals.js';
import { RegistrationsRepository } from '../../src/registration/registrations.repository.js';
import { SeatDesk } from '../../src/registration/seats/seat-desk.js';
import { SeatsRepository } from '../../src/registration/seats/seats.repository.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';

describe('the seat desk', () => {
  let app: TestApp;
  let event: MadeEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox', env: { RATE_REGISTRATIONS: '100000' } });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 30 });
  });
  afterEach(() => void jest.restoreAllMocks());
  afterAll(() => app.close());

  const crowd = (count: number, changes: Parameters<typeof applicant>[1] = {}) =>
    Promise.all(Array.from({ length: count }, (_, n) => sendForm(app, event.slug, applicant(n, changes))));
  const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status);

  it('folds a crowd into few transactions, each person with his own number, mail and audit entry', async () => {
    const run = jest.spyOn(app.get(Transactions), 'run');
    const answers = await crowd(50);
    expect(statuses(answers)).toEqual(Array(50).fill(201));
    expect(run.mock.calls.length).toBeLessThan(25);
    const arrivals = await app.db.query('SELECT arrival_no FROM registration ORDER BY arrival_no');
    expect(arrivals.map((row) => Number(row.arrival_no))).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));
    const places = answers.flatMap(({ body }) => body.waitingPlace ?? []).sort((a, b) => a - b);
    expect(places).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    for (const table of ['mail_message', 'job']) {
      expect(await app.db.query(`SELECT id FROM ${table}`)).toHaveLength(50);
    }
    // Whoever started the fold must not sign for the others.
    const audit = await app.db.query("SELECT correlation_id FROM audit_entry WHERE action LIKE 'registration.%'");
    expect(new Set(audit.map((row) => row.correlation_id)).size).toBe(50);
  });

  it('refuses the one row that fails, and nobody else', async () => {
    const repository = app.get(RegistrationsRepository);
    const insert = repository.insert.bind(repository);
    jest.spyOn(repository, 'insert').mockImplementation(async (tx, rows, pools, consents) => {
      if (rows.some(({ email }) => email === 'peserta7@uji.example')) {
        throw new Error('nobody foresaw this');
      }
      return insert(tx, rows, pools, consents);
    });
    const answers = await crowd(20);
    expect(statuses(answers)).toEqual(Array.from({ length: 20 }, (_, n) => (n === 7 ? 500 : 201)));
    const [pool] = await app.db.query(`SELECT taken, arrivals FROM seat_pool WHERE event_id = '${event.id}'`);
    expect([pool?.taken, pool?.arrivals].map(Number)).toEqual([19, 19]);
  });

  it('takes a person of one fold once: the same submission gets his ticket, another one is told', async () => {
    const person = applicant(1);
    const answers = await Promise.all([
      sendForm(app, event.slug, person),
      sendForm(app, event.slug, person),
      sendForm(app, event.slug, { ...person, submissionNonce: 'another' }),
    ]);
    expect(statuses(answers)).toEqual([201, 201, 409]);
    expect(answers[1]?.body.token).toBe(answers[0]?.body.token);
    const colleagues = await crowd(3, { submissionNonce: 'one form for all' });
    // The first of them is the person above, whose row has another number.
    expect(statuses(colleagues)).toEqual([201, 409, 201]);
  });

  it('seats anew when seats were taken away between reading and booking', async () => {
    const seats = app.get(SeatsRepository);
    const stands = seats.stands.bind(seats);
    const seen = jest.spyOn(seats, 'stands').mockImplementationOnce(async (tx, eventId) => {
      const pools = await stands(tx, eventId);
      return pools.map((pool) => ({ ...pool, capacity: 1000 }));
    });
    const answers = await crowd(40);
    expect(seen.mock.calls.length).toBeGreaterThan(1);
    expect(answers.filter(({ body }) => body.status === 'confirmed')).toHaveLength(30);
  });

  it('lets nobody into an event that was cancelled after the form was judged', async () => {
    const [eventPool] = event.pools;
    const organiser = await app.as('admin');
    expect(
      (await organiser.post(`/events/${event.id}/cancel`, { reason: 'Gedung dipakai', confirm: 'BATALKAN' })).status,
    ).toBe(200);
    await expect(app.get(SeatDesk).seat(event.id, request(1, eventPool?.id ?? ''))).rejects.toMatchObject({
      code: 'EVENT_CANCELLED',
    });
    expect(await app.db.query('SELECT id FROM registration')).toEqual([]);
  });

  it('turns people away when too many stand in line, and serves again afterwards', async () => {
    const desk = app.get(SeatDesk);
    const nowhere = 'an-event-that-is-not-there';
    const line = Array.from({ length: 2000 }, (_, n) => desk.seat(nowhere, request(n, 'no-pool')));
    expect(() => desk.seat(nowhere, request(2000, 'no-pool'))).toThrow(
      expect.objectContaining({ code: 'REGISTRATION_BUSY', status: 503 }),
    );
    expect(new Set((await Promise.allSettled(line)).map(({ status }) => status))).toEqual(new Set(['rejected']));
    expect(statuses(await crowd(2))).toEqual([201, 201]);
  });
});

function request(n: number, poolId: string): SeatRequest {
  const { consentTextIds, submissionNonce, kind, name, position, phone, email } = applicant(n);
  return {
    applicant: {
      kind,
      nip: null,
      nrp: null,
      frontTitle: '',
      name,
      backTitle: '',
      nameKey: name.toLowerCase(),
      unitId: null,
      unitText: 'Sekretariat Daerah',
      position,
      rank: '',
      phone,
      email,
      personKey: `mail:${email}`,
      warnings: [],
    },
    poolIds: [poolId],
    consentTextIds,
    nonce: submissionNonce,
    locale: 'id',
    actor: systemActor,
    source: 'form',
  };
}
