import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor } from './door.js';
import { MINUTE, Phones } from './phones.js';

describe('whom a person lets in without a seat', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let phones: Phones;
  let supervisor: Client;
  let waiting: Guest;
  let cancelled: Guest;
  let later: Door;
  let early: Guest;

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { capacity: 1 });
    await addGuest(app, door.event, 0);
    waiting = await addGuest(app, door.event, 1);
    cancelled = await addGuest(app, door.event, 2);
    await app.client().post(`/public/tickets/${cancelled.token}/cancel`, {});
    later = await openDoor(app, { inDays: 5 });
    early = await addGuest(app, later.event, 3);
    // Seats that become free after the beginning go to nobody by themselves.
    app.clock.advance(120 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    phones = new Phones(app, door, organiser);
    supervisor = (await phones.pair({ role: 'supervisor' })).phone;
  });
  afterAll(() => app.close());

  const admit = (guest: Guest) =>
    supervisor.post<Problem & { verdict: string; standing: string; counts: object }>(
      `${phones.path}/scans/admissions`,
      {
        id: randomUUID(),
        registrationId: guest.id,
        reason: 'Atas izin Sekda',
        scannedAt: phones.now(),
      },
    );
  const seats = async () =>
    (await app.db.query(`SELECT taken, waiting FROM seat_pool WHERE event_id = '${door.event.id}'`))[0];
  const ruleOnKept = async (guest: Guest) => {
    const kept = phones.kept(guest, phones.now(), { input: guest.ticketCode, method: 'code', shown: 'to_check' });
    expect((await phones.sync(supervisor, [kept])).body).toMatchObject([{ standing: 'refused' }]);
    const ruling = { decision: 'admit' };
    return organiser.post<Problem>(`${phones.path}/scans/${kept.id}/rulings`, ruling);
  };

  it('is nobody who has cancelled: he must register anew', async () => {
    const status = await app.db.query(`SELECT status FROM registration WHERE id = '${cancelled.id}'`);
    expect(status).toEqual([{ status: 'cancelled' }]);
    for (const answer of [await admit(cancelled), await ruleOnKept(cancelled)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'REGISTRATION_GIVEN_UP' } });
    }
    expect(await phones.stays(cancelled)).toEqual([]);
  });

  it('is nobody while no seat is free, and gets one as soon as the organiser has made one', async () => {
    for (const answer of [await admit(waiting), await ruleOnKept(waiting)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'EVENT_FULL' } });
    }
    expect(await phones.stays(waiting)).toEqual([]);
    expect((await organiser.put(`/events/${door.event.id}/pools`, { capacity: 2 })).status).toBe(200);
    expect(await seats()).toEqual({ taken: 1, waiting: 1 });
    const { status, body } = await admit(waiting);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      verdict: 'not_confirmed',
      standing: 'counted',
      counts: { present: 1, registered: 2 },
    });
    expect(await seats()).toEqual({ taken: 2, waiting: 0 });
    expect(await phones.stays(waiting)).toHaveLength(1);
  });

  it('is never another than the one of a scan of that id', async () => {
    const id = randomUUID();
    const reason = 'Atas izin Sekda';
    const scanned = { id, input: 'ABC', method: 'camera', scannedAt: phones.now() };
    expect((await supervisor.post(`${phones.path}/scans`, scanned)).status).toBe(200);
    const admission = { id, registrationId: waiting.id, reason, scannedAt: phones.now() };
    const answer = await supervisor.post<Problem>(`${phones.path}/scans/admissions`, admission);
    expect(answer).toMatchObject({ status: 409, body: { code: 'SCAN_ID_TAKEN' } });
  });

  it('comes when he stands there, whatever the clock of the phone says', async () => {
    const admission = { id: randomUUID(), registrationId: waiting.id, reason: 'Ponselnya mati' };
    const { body } = await supervisor.post<{ standing: string }>(`${phones.path}/scans/admissions`, {
      ...admission,
      scannedAt: phones.now(3 * 1_440),
    });
    expect(body.standing).toBe('repeat');
  });

  it('is nobody at a session whose door is shut', async () => {
    const { body } = await organiser.get<{ sessions: { id: string; title: string; endsAt: string }[] }>(phones.path);
    const shut = body.sessions.find(({ endsAt }) => Date.parse(endsAt) < app.clock.now().getTime())!;
    const admission = { id: randomUUID(), registrationId: waiting.id, reason: 'Terlambat', scannedAt: phones.now() };
    const answer = await supervisor.post<Problem>(`${phones.path}/scans/admissions`, {
      ...admission,
      sessionId: shut.id,
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'SESSION_SHUT' } });
    expect(answer.body.detail).toContain(shut.title);
  });

  it('is nobody on a day without event', async () => {
    const admission = {
      id: randomUUID(),
      registrationId: early.id,
      reason: 'Atas izin Sekda',
      scannedAt: phones.now(),
    };
    const theirs = await app.as('organiser', later.event.id);
    const answer = await theirs.post<Problem>(`/events/${later.event.id}/scans/admissions`, admission);
    expect(answer).toMatchObject({ status: 409, body: { code: 'NOT_ON_EVENT_DAY' } });
    expect(await phones.stays(early)).toEqual([]);
  });
});
