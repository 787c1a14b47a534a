import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { CancelService } from '../../src/registration/index.js';
import { guest } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { addGuest, MORNING, openDoor, scan } from '../attendance/door.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

describe('the waiting list', () => {
  let app: TestApp;
  let event: MadeEvent;

  interface Ticket {
    status: string;
    waitingPlace: number | null;
    qr: string | null;
    canCancel: boolean;
  }

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 2 });
  });
  afterAll(() => app.close());

  const ticket = async (token: string) => (await app.client().get<Ticket>(`/public/tickets/${token}`)).body;
  const cancel = (token: string) => app.client().post<Problem>(`/public/tickets/${token}/cancel`);

  async function waitingCounts(): Promise<Record<string, number>> {
    const rows = await app.db.query<{ scope: string; waiting: number }>(
      `SELECT scope, waiting FROM seat_pool WHERE event_id = '${event.id}'`,
    );
    return Object.fromEntries(rows.map((row) => [row.scope, Number(row.waiting)]));
  }

  async function fill(count: number): Promise<string[]> {
    const tokens: string[] = [];
    for (let n = 0; n < count; n++) tokens.push((await register(app, event.slug, n)).token);
    return tokens;
  }

  it('shows each his place, and no QR code', async () => {
    const tokens = await fill(4);
    expect(await ticket(tokens[1] ?? '')).toMatchObject({ status: 'confirmed', waitingPlace: null });
    expect(await ticket(tokens[2] ?? '')).toMatchObject({ status: 'waiting', waitingPlace: 1, qr: null });
    expect(await ticket(tokens[3] ?? '')).toMatchObject({ status: 'waiting', waitingPlace: 2 });
  });

  it('gives a cancelled seat to the first who waits, with his mail and an audit entry', async () => {
    const tokens = await fill(4);
    expect((await cancel(tokens[0] ?? '')).status).toBe(200);
    const promoted = await ticket(tokens[2] ?? '');
    expect(promoted.status).toBe('confirmed');
    expect(promoted.qr).toMatch(/^B1:/);
    expect(await ticket(tokens[3] ?? '')).toMatchObject({ status: 'waiting', waitingPlace: 1 });
    const mails = await app.db.query("SELECT to_address FROM mail_message WHERE template = 'registration_promoted'");
    expect(mails).toEqual([{ to_address: 'peserta2@uji.example' }]);
    expect(await app.db.query("SELECT id FROM audit_entry WHERE action = 'registration.promoted'")).toHaveLength(1);
  });

  it('gives each of many seats that are freed at once to somebody, and no more', async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 10 });
    const tokens = await fill(25);
    const answers = await Promise.all(tokens.slice(0, 8).map(cancel));
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
    const rows = await app.db.query<{ status: string }>('SELECT status FROM registration ORDER BY arrival_no');
    expect(rows.map((row) => row.status)).toEqual([
      ...Array<string>(8).fill('cancelled'),
      ...Array<string>(10).fill('confirmed'),
      ...Array<string>(7).fill('waiting'),
    ]);
    const [pool] = await app.db.query(`SELECT taken FROM seat_pool WHERE event_id = '${event.id}'`);
    expect(Number(pool?.taken)).toBe(10);
  });

  it('frees a seat once, however often the same ticket is cancelled', async () => {
    const tokens = await fill(2);
    const answers = await Promise.all([1, 2, 3].map(() => cancel(tokens[0] ?? '')));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.find((answer) => answer.status !== 200)?.body.code).toBe('REGISTRATION_ENDED');
    const [pool] = await app.db.query(`SELECT taken FROM seat_pool WHERE event_id = '${event.id}'`);
    expect(Number(pool?.taken)).toBe(1);
  });

  it('holds nobody up who wants other seats: one waits for the narrowest pool that is meant for him', async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 3, inner: [{ name: 'Mitra', capacity: 1, kinds: ['guest'] }] });
    const asGuest = async (n: number) => (await sendForm(app, event.slug, guest(n))).body;
    const first = await asGuest(0);
    expect([first.status, (await asGuest(1)).status, (await asGuest(2)).status]).toEqual([
      'confirmed',
      'waiting',
      'waiting',
    ]);
    const seated = await register(app, event.slug, 3);
    expect(seated.status).toBe('confirmed');
    expect(await waitingCounts()).toEqual({ event: 0, inner: 2 });
    await register(app, event.slug, 4);
    const last = await register(app, event.slug, 5);
    expect(last).toMatchObject({ status: 'waiting', waitingPlace: 3 });
    expect(await waitingCounts()).toEqual({ event: 1, inner: 2 });
    await cancel(last.token);
    await cancel(first.token);
    expect(await waitingCounts()).toEqual({ event: 0, inner: 1 });
  });

  it('shows the organiser the same places', async () => {
    const tokens = await fill(5);
    await cancel(tokens[0] ?? '');
    const list = await (
      await app.as('admin')
    ).get<{ rows: { waitingPlace: number | null }[] }>(`/events/${event.id}/registrations`);
    expect(list.body.rows.map((row) => row.waitingPlace)).toEqual([2, 1, null, null, null]);
  });

  it.each([
    ['one pool', []],
    ['several pools', [{ name: 'Mitra', capacity: 1, kinds: ['guest'] as const }]],
  ])('tells the place by priority, then by arrival, in an event of %s', async (_, inner) => {
    await app.empty();
    event = await makeEvent(app, { capacity: 2, inner: inner.map((pool) => ({ ...pool, kinds: [...pool.kinds] })) });
    const tokens = await fill(7);
    for (const [arrival, priority] of [
      [5, 10],
      [6, 10],
      [7, 20],
    ]) {
      await app.db.query(`UPDATE registration SET priority = ${priority} WHERE arrival_no = ${arrival}`);
    }
    const places = await Promise.all(tokens.map(async (token) => (await ticket(token)).waitingPlace));
    expect(places).toEqual([null, null, 4, 5, 2, 3, 1]);
    const all = await (await app.as('admin')).get<{ rows: Ticket[] }>(`/events/${event.id}/registrations`);
    expect(all.body.rows.map((row) => row.waitingPlace)).toEqual(places.reverse());
  });

  it('puts who comes back after cancelling at the end of the line', async () => {
    const tokens = await fill(4);
    await cancel(tokens[2] ?? '');
    const again = await register(app, event.slug, 2);
    expect(again.waitingPlace).toBe(2);
  });

  it('promotes when the organiser adds seats, and nobody once the event has started', async () => {
    const tokens = await fill(4);
    const organiser = await app.as('admin');
    await organiser.put(`/events/${event.id}/pools`, { capacity: 3, inner: [] });
    expect((await ticket(tokens[2] ?? '')).status).toBe('confirmed');
    app.clock.set(new Date(new Date(event.startsAt).getTime() + 60_000));
    const [seated] = await app.db.query<{ id: string }>("SELECT id FROM registration WHERE status = 'confirmed'");
    await app.get(CancelService).byStaff(event.id, seated?.id ?? '', 'Sakit', systemActor);
    expect((await ticket(tokens[3] ?? '')).status).toBe('waiting');
  });

  it('lets a person cancel until the date for it, and says whom to ask afterwards', async () => {
    const [token = ''] = await fill(1);
    app.clock.set(new Date(new Date(event.startsAt).getTime() + 1));
    expect((await ticket(token)).canCancel).toBe(false);
    const answer = await cancel(token);
    expect([answer.status, answer.body.code]).toEqual([409, 'TOO_LATE_TO_CANCEL']);
    expect(answer.body.detail).toMatch(/Hubungi panitia/);
  });

  it('stands as tentative in the calendar of who waits', async () => {
    const tokens = await fill(3);
    const calendars = await Promise.all(
      tokens.map(async (token) => (await app.client().get(`/public/tickets/${token}/calendar.ics`)).raw.toString()),
    );
    expect(calendars.map((text) => /^STATUS:(\w+)/m.exec(text)?.[1])).toEqual(['CONFIRMED', 'CONFIRMED', 'TENTATIVE']);
  });

  it('takes the event out of the calendar of who has cancelled, and of all when it is cancelled', async () => {
    const [gone = '', stays = ''] = await fill(2);
    const calendar = async (token: string) =>
      (await app.client().get(`/public/tickets/${token}/calendar.ics`)).raw.toString();
    await cancel(gone);
    expect(await calendar(gone)).toContain('STATUS:CANCELLED');
    expect(await calendar(gone)).toContain('METHOD:CANCEL');
    expect(await calendar(stays)).toContain('STATUS:CONFIRMED');
    const admin = await app.as('admin');
    await admin.post(`/events/${event.id}/cancel`, { reason: 'Gedung dipakai', confirm: 'BATALKAN' });
    expect(await calendar(stays)).toContain('STATUS:CANCELLED');
  });

  it('keeps who has come from cancelling by himself; the organiser still may', async () => {
    app.clock.set(MORNING);
    const door = await openDoor(app);
    const { id, token, qr } = await addGuest(app, door.event, 0);
    expect((await ticket(token)).canCancel).toBe(true);
    await scan(app, await app.as('gate', door.event.id), door, qr ?? '');
    expect((await ticket(token)).canCancel).toBe(false);
    const answer = await cancel(token);
    expect([answer.status, answer.body.code]).toEqual([409, 'CANCEL_ARRIVED']);
    expect(answer.body.detail).toContain('Anda sudah tercatat hadir pada 24 November 2026 pukul 07.10 WITA');
    expect((await ticket(token)).status).toBe('confirmed');
    const organiser = await app.as('organiser');
    const cancelled = await organiser.post(`/events/${door.event.id}/registrations/${id}/cancel`, { reason: 'Keliru' });
    expect(cancelled.status).toBeLessThan(300);
    expect((await ticket(token)).status).toBe('cancelled');
  });
});
