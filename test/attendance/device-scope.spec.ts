import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DeviceEvents } from '../../src/attendance/devices/device-events.service.js';
import { GatesRepository } from '../../src/attendance/gates.repository.js';
import { ScanIntake } from '../../src/attendance/scan-intake.service.js';
import type { DoorDevice } from '../../src/common/access/index.js';
import { makeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';
import { DAY, MINUTE, Phones, type PhoneView } from './phones.js';

interface Offered {
  events: { id: string; title: string; gates: { name: string }[] }[];
  more: number;
}

describe('phones at the door', () => {
  let app: TestApp;
  let door: Door;
  let second: Door;
  let foreign: Door;
  let organiser: Client;
  let elsewhere: Client;
  let phones: Phones;
  const waiting: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { title: 'Bimtek Pertama', capacity: 60 });
    second = await openDoor(app, { title: 'Bimtek Kedua', inDays: 3 });
    foreign = await openDoor(app);
    for (let n = 0; n < 9; n++) waiting.push(await addGuest(app, door.event, n));
    // Registration closes when the programme begins.
    app.clock.advance(60 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    elsewhere = await app.as('organiser', second.event.id);
    phones = new Phones(app, door, organiser);
    await giveRole(organiser, 'organiser', second);
    await giveRole(organiser, 'gate', foreign);
  });
  afterAll(() => app.close());

  async function giveRole(client: Client, role: string, { event }: Door): Promise<void> {
    const { id } = (await client.get<{ id: string }>('/session')).body;
    const answer = await (await app.as('admin')).post(`/accounts/${id}/roles`, { role, eventId: event.id });
    expect(answer.status).toBe(201);
  }
  const person = (): Guest => {
    const guest = waiting.shift();
    if (!guest) throw new Error('Everybody has been scanned: register more');
    return guest;
  };
  const audited = async (id: string) => {
    const rows = await app.db.query<{ action: string; eventId: string }>(
      `SELECT action, event_id AS eventId FROM audit_entry WHERE subject_id = '${id}' ORDER BY id`,
    );
    return rows.map(({ action, eventId }) => [action.replace('attendance.device_', ''), eventId]);
  };

  describe('of several events', () => {
    const both = () => phones.pair({ gateIds: [door.gates[1]!.id], otherEvents: [{ eventId: second.event.id }] });

    it('are offered those which the same person manages, which are near and not over', async () => {
      const offered = async (query = '', by = organiser) =>
        (await by.get<Offered>(`${phones.path}/devices/events${query}`)).body;
      const titles = ({ events }: Offered) => events.map(({ title }) => title);
      expect(await offered()).toMatchObject({
        events: [{ id: second.event.id, gates: [{ name: 'Pintu Utama' }, { name: 'Pintu Timur' }] }],
        more: 0,
      });
      const everybody = await app.as('organiser');
      for (let n = 1; n <= 9; n++) await makeEvent(app, { title: `Seri ke-${n}`, inDays: 5 });
      const all = await offered('', everybody);
      expect([all.events.length, all.more]).toEqual([8, 3]);
      expect(titles(await offered('?q=KE-9%20seri', everybody))).toEqual(['Seri ke-9']);
      expect(titles(await offered(`?q=ke-9&chosen=${second.event.id}`, everybody))).toEqual([
        'Bimtek Kedua',
        'Seri ke-9',
      ]);
      expect(titles(await offered(`?chosen=${foreign.event.id}`))).toEqual(['Bimtek Kedua']);
    });

    it('are refused every other, in the same words', async () => {
      const far = await makeEvent(app, { inDays: 60 });
      const draft = await makeEvent(app, { inDays: 3, publish: false });
      const over = await makeEvent(app, { inDays: 1 });
      await app.db.query(`UPDATE event SET ends_at = '2026-11-24 00:00:00.000' WHERE id = '${over.id}'`);
      const everybody = await app.as('organiser');
      const refused: [string, Client][] = [
        [foreign.event.id, organiser],
        [randomUUID(), organiser],
        [door.event.id, organiser],
        [far.id, everybody],
        [draft.id, everybody],
        [over.id, everybody],
      ];
      const count = () => app.db.query('SELECT id FROM device_scope');
      const before = await count();
      for (const [eventId, by] of refused) {
        const { status, body } = await phones.ask({ otherEvents: [{ eventId: second.event.id }, { eventId }] }, by);
        expect([status, body.errors]).toMatchObject([422, [{ field: 'otherEvents.1.eventId', code: 'DEVICE_EVENT' }]]);
      }
      const gateIds = [door.gates[0]!.id];
      const wrongGate = await phones.ask({ gateIds, otherEvents: [{ eventId: second.event.id, gateIds }] });
      expect(wrongGate.body.errors).toMatchObject([{ field: 'otherEvents.0.gateIds.0', code: 'GATE_UNKNOWN' }]);
      expect(await count()).toEqual(before);

      const guard = jest.spyOn(app.get(DeviceEvents), 'chosen').mockResolvedValue([]);
      const { phone } = await phones.pair({ otherEvents: [{ eventId: foreign.event.id }] });
      guard.mockRestore();
      expect((await scan(app, phone, foreign, 'ABC')).status).toBe(200);
    });

    it('are for no two that lie more than thirty days apart', async () => {
      const [middle, last] = [await makeEvent(app, { inDays: 25 }), await makeEvent(app, { inDays: 45 })];
      const everybody = await app.as('organiser');
      const phone = { name: 'Ponsel', role: 'scanner' };
      const ask = (otherEvents: object[]) =>
        everybody.post<Problem>(`/events/${middle.id}/devices`, { ...phone, otherEvents });
      expect((await ask([{ eventId: last.id }])).status).toBe(201);
      expect((await ask([{ eventId: last.id }, { eventId: second.event.id }])).body.errors).toMatchObject([
        { field: 'otherEvents.0.eventId', code: 'DEVICE_EVENTS_APART' },
      ]);
    });

    it('are told one alone, at which they or the person may scan', async () => {
      const { phone } = await both();
      const idsTold = async (to: Client, eventId: string) =>
        (await to.get<{ events: { id: string }[] }>(`/door?eventId=${eventId}`)).body.events.map(({ id }) => id);
      const officer = await app.as('gate', door.event.id);
      const everywhere = await app.as('organiser');
      expect(await idsTold(phone, second.event.id.toUpperCase())).toEqual([second.event.id]);
      expect(await idsTold(phone, foreign.event.id)).toEqual([]);
      expect(await idsTold(officer, door.event.id)).toEqual([door.event.id]);
      expect(await idsTold(officer, second.event.id)).toEqual([]);
      expect(await idsTold(everywhere, foreign.event.id)).toEqual([foreign.event.id]);
      expect((await phone.get<Problem>('/door?eventId=x')).body.errors).toMatchObject([{ field: 'eventId' }]);
    });

    it('scan at each, with its gates, and stand on the page of each', async () => {
      const { phone, id } = await both();
      const spies = (['ofEvent', 'ofEvents'] as const).map((name) => jest.spyOn(app.get(GatesRepository), name));
      const { events } = (await phone.get<{ events: { id: string; sessions: unknown[] }[] }>('/door')).body;
      expect(spies.map((spy) => spy.mock.calls.length)).toEqual([0, 1]);
      for (const spy of spies) spy.mockRestore();
      expect(events).toMatchObject([
        { id: second.event.id, gates: [{ name: 'Pintu Utama' }, { name: 'Pintu Timur' }], anyGate: true },
        { id: door.event.id, gates: [{ name: 'Pintu Timur' }], anyGate: false },
      ]);
      expect(events.map(({ sessions }) => sessions.length)).toEqual([4, 4]);
      expect((await scan(app, phone, door, person().qr!)).body.verdict).toBe('accepted');
      expect((await scan(app, phone, second, person().qr!)).body.verdict).toBe('not_for_this_event');
      expect((await scan<Problem>(app, phone, foreign, 'ABC')).body.code).toBe('EVENT_NOT_FOUND');

      const here = await phones.listed(id);
      expect(here).toMatchObject({ gates: [{ name: 'Pintu Timur' }], otherEvents: ['Bimtek Kedua'] });
      expect(here.expiresAt).toBe(new Date(new Date(second.event.endsAt).getTime() + DAY).toISOString());
      const publish = (at: string | null) =>
        app.db.query('UPDATE event SET published_at = ? WHERE id = ?', [at, door.event.id]);
      await publish(null);
      const there = await elsewhere.get<PhoneView[]>(`/events/${second.event.id}/devices`);
      expect(there.body).toContainEqual(expect.objectContaining({ id, gates: null, otherEvents: [null] }));
      await publish('2026-11-20 00:00:00.000');
    });

    it('get a new code only from who manages all of them: it opens each', async () => {
      const { id } = await both();
      const code = (by: Client) => by.post<Problem & { code: string }>(`/events/${second.event.id}/devices/${id}/code`);
      const { status, body } = await code(elsewhere);
      expect([status, body.code]).toEqual([403, 'DEVICE_OTHER_EVENTS']);
      const phone = app.client();
      await phones.pairing((await code(organiser)).body.code, phone);
      expect((await scan(app, phone, door, 'ABC')).status).toBe(200);
      expect((await scan(app, phone, second, 'ABC')).status).toBe(200);
    });

    it('are revoked at all of them by who manages one, and each event is told', async () => {
      const { phone, id } = await both();
      expect((await elsewhere.post(`/events/${foreign.event.id}/devices/${id}/revocation`)).status).toBe(404);
      app.clock.advance(10 * MINUTE);
      expect((await elsewhere.post(`/events/${second.event.id}/devices/${id}/revocation`)).status).toBe(200);
      for (const where of [door, second]) {
        const { status, body } = await scan<Problem>(app, phone, where, 'ABC');
        expect([status, body.code]).toEqual([401, 'DEVICE_REVOKED']);
      }
      expect((await phones.listed(id)).state).toBe('revoked');
      expect((await phones.revoke(id)).status).toBe(409);
      const [here, there] = [door.event.id, second.event.id];
      expect((await audited(id)).sort()).toEqual(
        ['created', 'paired', 'revoked'].flatMap((what) => [here, there].sort().map((eventId) => [what, eventId])),
      );
      const guest = person();
      app.clock.advance(10 * MINUTE);
      const synced = await phones.sync(phone, [phones.kept(guest, phones.now(-5))]);
      expect(synced.body).toMatchObject([{ standing: 'refused', conflict: 'device_revoked' }]);
    });
  });

  describe('that are revoked while they have no network', () => {
    it('would go on to fill the hall if nothing marked their scans', async () => {
      const { id } = await phones.pair();
      const guest = person();
      const device: DoorDevice = {
        id,
        name: 'Ponsel Timur',
        role: 'scanner',
        scopes: [{ eventId: door.event.id, gateIds: null }],
        expiresAt: new Date(phones.now()),
        ended: null,
      };
      const actor = { kind: 'device', id, name: device.name, correlationId: null } as const;
      await phones.revoke(id);
      app.clock.advance(10 * MINUTE);
      const take = (ended: DoorDevice['ended'], who: Guest) =>
        app
          .get(ScanIntake)
          .take(
            door.event.id,
            [{ id: randomUUID(), input: who.qr!, method: 'camera', shown: 'accepted', scannedAt: phones.now(-5) }],
            { ...actor, device: { ...device, ended } },
            { sentAt: app.clock.now() },
          );
      await take(null, guest);
      expect(await phones.stays(guest)).toHaveLength(1);
      const other = person();
      await take({ at: new Date(phones.now(-10)), why: 'revoked' }, other);
      expect(await phones.stays(other)).toEqual([]);
    });

    it('still deliver every scan: those before count, those after wait for a ruling', async () => {
      const { phone, id } = await phones.pair();
      const [before, after] = [person(), person()];
      app.clock.advance(10 * MINUTE);
      const revokedAt = app.clock.now().getTime();
      await phones.revoke(id);
      expect((await phones.revoke(id)).status).toBe(409);
      app.clock.advance(30 * MINUTE);
      // The clock of the phone is a day and some minutes slow: by it, both were scanned before the revocation.
      const wrongBy = -DAY - 7 * MINUTE;
      const byPhone = (at: number) => new Date(at + wrongBy).toISOString();
      const scans = [
        phones.kept(before, byPhone(revokedAt - MINUTE)),
        phones.kept(after, byPhone(revokedAt + MINUTE)),
        phones.kept(after, byPhone(revokedAt + 2 * MINUTE), { shown: 'already_in' }),
      ];
      const sent = () => phones.sync(phone, scans, { sentAt: byPhone(app.clock.now().getTime()), queueLength: 0 });
      const { status, body } = await sent();
      expect(status).toBe(200);
      expect(body).toMatchObject([
        { verdict: 'accepted', standing: 'counted', conflict: null },
        { verdict: 'accepted', standing: 'refused', conflict: 'device_revoked' },
        { verdict: 'accepted', standing: 'refused', conflict: null },
      ]);
      expect((await sent()).body).toEqual(body);
      expect([await phones.stays(before), await phones.stays(after)].map((rows) => rows.length)).toEqual([1, 0]);
      expect(await phones.listed(id)).toMatchObject({ state: 'revoked', queueLength: 0 });

      const conflicts = await organiser.get<{ scanId: string; conflict: string }[]>(`${phones.path}/conflicts`);
      expect(conflicts.body).toContainEqual(
        expect.objectContaining({ scanId: scans[1]!.id, conflict: 'device_revoked' }),
      );
      await organiser.post(`${phones.path}/scans/${scans[1]!.id}/rulings`, { decision: 'admit' });
      expect(await phones.stays(after)).toHaveLength(1);
    });

    it('reach nothing else', async () => {
      const { phone, id } = await phones.pair({ role: 'supervisor' });
      await phones.revoke(id);
      const answers = await Promise.all([
        phone.get<Problem>('/door'),
        phone.post<Problem>('/door/heartbeat', {}),
        scan<Problem>(app, phone, door, 'ABC'),
        phone.get<Problem>(`${phones.path}/scans/counts`),
        phone.get<Problem>(`${phones.path}/scans/recent`),
        phone.get<Problem>(`${phones.path}/roster`),
        phone.get<Problem>(`${phones.path}/scans/people?name=Maria`),
        phone.post<Problem>(`${phones.path}/scans/admissions`, {}),
        phone.get<Problem>(`${phones.path}/conflicts`),
        phone.post<Problem>(`${phones.path}/scans/${randomUUID()}/rulings`, {}),
      ]);
      for (const { status, body } of answers) expect([status, body.code]).toEqual([401, 'DEVICE_REVOKED']);
      const elsewhere = await phone.post<Problem>(`/events/${foreign.event.id}/scans/sync`, {
        sentAt: phones.now(),
        scans: [],
      });
      expect(elsewhere.status).toBe(404);
    });

    it('as those whose time is over', async () => {
      const { phone } = await phones.pair({ expiresAt: phones.now(5) });
      app.clock.advance(6 * MINUTE);
      expect((await phone.get<Problem>('/door')).body.code).toBe('DEVICE_EXPIRED');
      const { body } = await phones.sync(phone, [phones.kept(waiting[0]!, phones.now(0))]);
      expect(body).toMatchObject([{ standing: 'refused', conflict: 'device_revoked' }]);
    });
  });

  it('has a name of its own at each of its events while it is valid', async () => {
    const there = new Phones(app, second, elsewhere);
    const { device } = await phones.prepare({ name: 'HP 1', otherEvents: [{ eventId: second.event.id }] });
    for (const [at, title] of [
      [phones, 'Bimtek Pertama'],
      [there, 'Bimtek Kedua'],
    ] as const) {
      const { body } = await at.ask({ name: 'hp 1' });
      const message = expect.stringContaining(`“HP 1” yang masih berlaku di “${title}”`);
      expect(body.errors).toMatchObject([{ field: 'name', code: 'DEVICE_NAME_TAKEN', message }]);
    }
    const twins = await Promise.all([1, 2, 3].map(() => phones.ask({ name: 'HP 2' })));
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
    await phones.revoke(device.id);
    expect((await there.ask({ name: 'HP 1' })).status).toBe(201);
  });
});
