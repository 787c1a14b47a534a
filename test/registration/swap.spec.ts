import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { CancelService } from '../../src/registration/index.js';
import { applicant, guest } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from '../attendance/door.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';

describe('one person for another in the same seat', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    organiser = await app.as('organiser');
    event = await makeEvent(app, { capacity: 2 });
  });
  afterAll(() => app.close());

  interface Row {
    id: string;
    status: string;
    live_key: string | null;
    ticket_code: string;
  }
  const rows = () =>
    app.db.query<Row>('SELECT id, status, live_key, ticket_code FROM registration ORDER BY arrival_no, created_at');
  const statuses = async () => (await rows()).map(({ status }) => status);
  const idOf = async (index: number) => (await rows())[index]?.id ?? '';
  const taken = async () => {
    const pools = await app.db.query(
      `SELECT taken, waiting FROM seat_pool WHERE event_id = '${event.id}' ORDER BY sort, id`,
    );
    return pools.map((pool) => [Number(pool.taken), Number(pool.waiting)]);
  };
  const entered = (n: number, form = applicant(n)) => {
    const { submissionNonce: _, ...body } = form;
    return body;
  };
  const swap = (leaving: string, n: number, form = applicant(n)) =>
    organiser.post<Problem>(`/events/${event.id}/registrations/${leaving}/swap`, entered(n, form));

  it('done as two acts, the freed seat goes to whoever waits', async () => {
    for (const n of [0, 1, 2]) await register(app, event.slug, n);
    await app.get(CancelService).byStaff(event.id, await idOf(0), 'Diganti', systemActor);
    await organiser.post(`/events/${event.id}/registrations`, entered(3));
    expect(await statuses()).toEqual(['cancelled', 'confirmed', 'confirmed', 'waiting']);
  });

  it('done as one, nobody who waits gets it or loses by it', async () => {
    for (const n of [0, 1, 2]) await register(app, event.slug, n);
    const answer = await swap(await idOf(0), 3);
    expect([answer.status, answer.body]).toMatchObject([201, { status: 'confirmed' }]);
    expect(await statuses()).toEqual(['cancelled', 'confirmed', 'waiting', 'confirmed']);
    expect(await taken()).toEqual([[2, 1]]);
    const [left, , , came] = await rows();
    expect([left?.live_key, came?.live_key !== null]).toEqual([null, true]);
    const log = await app.db.query<{ action: string; payload: string }>(
      "SELECT action, payload FROM audit_entry WHERE subject_kind = 'registration' ORDER BY id",
    );
    expect(log.slice(-2).map(({ action }) => action)).toEqual(['registration.swapped_out', 'registration.confirmed']);
    expect(log.at(-2)?.payload).toContain(came?.ticket_code);
  });

  it('both are told, each what is so for him', async () => {
    for (const n of [0, 1]) await register(app, event.slug, n);
    await swap(await idOf(0), 3);
    const mails = await app.db.query<{ id: string; template: string; to_address: string }>(
      'SELECT id, template, to_address FROM mail_message ORDER BY id',
    );
    expect(mails.slice(-2)).toMatchObject([
      { template: 'registration_cancelled', to_address: 'peserta0@uji.example' },
      { template: 'registration_confirmed', to_address: 'peserta3@uji.example' },
    ]);
    const shown = await (await app.as('admin')).get<{ text: string }>(`/mails/${mails.at(-2)?.id}`);
    expect(JSON.stringify(shown.body)).toContain('dipakai orang lain sebagai pengganti');
  });

  it('ten at once for one seat: one of them gets it', async () => {
    for (const n of [0, 1]) await register(app, event.slug, n);
    const leaving = await idOf(0);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => swap(leaving, 20 + n)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(['REGISTRATION_ENDED']),
    );
    expect(await taken()).toEqual([[2, 0]]);
    expect((await statuses()).filter((status) => status === 'confirmed')).toHaveLength(2);
  });

  it.each([
    ['somebody who is registered already', 1, 'PERSON_REGISTERED'],
    ['the same person', 0, 'PERSON_REGISTERED'],
  ])('is refused for %s', async (_, n, code) => {
    for (const each of [0, 1]) await register(app, event.slug, each);
    const answer = await swap(await idOf(0), n);
    expect([answer.status, answer.body.code]).toEqual([409, code]);
    expect(await statuses()).toEqual(['confirmed', 'confirmed']);
  });

  it('is refused of a place in line, of what has ended, and of another event', async () => {
    for (const n of [0, 1, 2]) await register(app, event.slug, n);
    expect((await swap(await idOf(2), 5)).body.code).toBe('SWAP_NEEDS_SEAT');
    await app.get(CancelService).byStaff(event.id, await idOf(0), 'Sakit', systemActor);
    expect((await swap(await idOf(0), 5)).body.code).toBe('REGISTRATION_ENDED');
    const other = await makeEvent(app);
    await register(app, other.slug, 8);
    const [foreign] = await app.db.query<Row>(`SELECT id FROM registration WHERE event_id = '${other.id}'`);
    expect((await swap(foreign?.id ?? '', 5)).body.code).toBe('REGISTRATION_NOT_FOUND');
  });

  it('is refused once the event has begun', async () => {
    await register(app, event.slug, 0);
    await app.db.query("UPDATE event SET starts_at = '2020-01-01 00:00:00.000'");
    const answer = await swap(await idOf(0), 5);
    expect([answer.status, answer.body.code]).toEqual([409, 'SWAP_TOO_LATE']);
    expect(answer.body.detail).toContain('Daftarkan penggantinya tersendiri');
    expect(await statuses()).toEqual(['confirmed']);
  });

  describe('of somebody who has come', () => {
    let door: Door;
    let guest: Guest;

    beforeEach(async () => {
      app.clock.set(MORNING);
      door = await openDoor(app);
      ({ event } = door);
      guest = await addGuest(app, event, 0);
      await scan(app, await app.as('gate', door.event.id), door, guest.qr ?? '');
    });

    it('is refused, and says when he came and what to do', async () => {
      const answer = await swap(guest.id, 5);
      expect([answer.status, answer.body.code]).toEqual([409, 'SWAP_ARRIVED']);
      expect(answer.body.detail).toContain(`${guest.printedName} sudah masuk pada 24 November 2026 pukul 07.10 WITA`);
      expect(answer.body.detail).toContain('betulkan dulu di Kehadiran');
      expect(await statuses()).toEqual(['confirmed']);
    });

    it('is done once his coming is corrected', async () => {
      await organiser.post(`/events/${event.id}/presence/corrections`, {
        ...{ slot: 'day:2026-11-24', registrationIds: [guest.id], kind: 'absent', reason: 'Tiket temannya' },
      });
      expect((await swap(guest.id, 5)).status).toBe(201);
    });
  });

  it('tells every fault of the new person, and changes nothing', async () => {
    await register(app, event.slug, 0);
    const answer = await swap(await idOf(0), 5, applicant(5, { name: ' ', email: 'bukan' }));
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ field }) => field).sort()).toEqual(['email', 'name']);
    expect(await statuses()).toEqual(['confirmed']);
  });

  it('keeps a seat of an inner pool for those whom it is for', async () => {
    event = await makeEvent(app, { capacity: 2, inner: [{ name: 'Mitra', capacity: 1, kinds: ['guest'] }] });
    await sendForm(app, event.slug, guest(1));
    expect(await taken()).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect((await swap(await idOf(0), 5)).body.code).toBe('SWAP_OTHER_POOL');
    expect((await swap(await idOf(0), 6, guest(6))).status).toBe(201);
    expect(await taken()).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});
