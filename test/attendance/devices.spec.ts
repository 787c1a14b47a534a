import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DevicesRepository } from '../../src/attendance/devices/devices.repository.js';
import { ScanIntake } from '../../src/attendance/scan-intake.service.js';
import type { DoorDevice } from '../../src/common/access/index.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface PhoneView {
  id: string;
  name: string;
  state: string;
  gates: { name: string }[] | null;
  expiresAt: string;
  lastSeenAt: string | null;
  queueLength: number | null;
  appVersion: string | null;
  storageLow: boolean;
}
interface Code {
  device: PhoneView;
  code: string;
  pairUrl: string;
  qrSvg: string;
}
interface DoorView {
  device: { id: string; name: string; role: string } | null;
  officer: string | null;
  events: {
    id: string;
    gates: { id: string; name: string }[];
    anyGate: boolean;
    sessions: unknown[];
    can: { rule: boolean; search: boolean; directory: boolean };
  }[];
}

describe('phones at the door', () => {
  let app: TestApp;
  let door: Door;
  let foreign: Door;
  let organiser: Client;
  const waiting: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox', env: { RATE_SIGN_INS: '500' } });
    door = await openDoor(app, { capacity: 60 });
    foreign = await openDoor(app);
    for (let n = 0; n < 12; n++) waiting.push(await addGuest(app, door.event, n));
    // Registration closes when the programme begins.
    app.clock.advance(120 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
  });
  afterAll(() => app.close());

  const path = () => `/events/${door.event.id}`;
  const person = (): Guest => {
    const guest = waiting.shift();
    if (!guest) throw new Error('Everybody has been scanned: register more');
    return guest;
  };
  const prepare = async (more: object = {}): Promise<Code> => {
    const phone = { name: 'Ponsel Timur', role: 'scanner', ...more };
    const answer = await organiser.post<Code>(`${path()}/devices`, phone);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const pairing = (code: string, phone = app.client()) => phone.post<Problem>('/devices/pairing', { code });
  const pair = async (more: object = {}): Promise<{ phone: Client; id: string }> => {
    const { code, device } = await prepare(more);
    const phone = app.client();
    expect((await pairing(code, phone)).status).toBe(200);
    return { phone, id: device.id };
  };
  const listed = async (id: string) => {
    const { body } = await organiser.get<PhoneView[]>(`${path()}/devices`);
    return body.find((device) => device.id === id)!;
  };
  const revoke = (id: string) => organiser.post(`${path()}/devices/${id}/revocation`);
  const now = (minutes = 0) => new Date(app.clock.now().getTime() + minutes * MINUTE).toISOString();
  const kept = (guest: Guest, scannedAt: string, more: object = {}) => ({
    id: randomUUID(),
    input: guest.qr!,
    method: 'camera',
    shown: 'accepted',
    scannedAt,
    ...more,
  });
  const sync = (phone: Client, scans: object[], more: object = {}) =>
    phone.post<{ verdict: string; standing: string; conflict: string | null }[] & Problem>(`${path()}/scans/sync`, {
      sentAt: now(),
      scans,
      ...more,
    });
  const stays = (guest: Guest) => app.db.query(`SELECT id FROM presence WHERE registration_id = '${guest.id}'`);
  const stored = async (id: string) =>
    (await app.db.query<Record<string, unknown>>(`SELECT * FROM scan WHERE id = '${id}'`))[0]!;

  describe('are paired by a code', () => {
    it('that works once, for 15 minutes, and whose wrong ones are all answered alike', async () => {
      const { code, pairUrl, qrSvg, device } = await prepare();
      expect(pairUrl).toBe(`http://127.0.0.1:3000/pintu#pasang=${code}`);
      expect(qrSvg).toMatch(/^<svg/);
      expect(device.state).toBe('waiting');
      const phone = app.client();
      const paired = await pairing(code.toLowerCase(), phone);
      expect(paired.body).toMatchObject({ device: { id: device.id, name: 'Ponsel Timur', role: 'scanner' } });
      const cookie = String(paired.headers['set-cookie']);
      expect(cookie).toMatch(/^bintek_device=[\w-]{43};/);
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      expect((await listed(device.id)).state).toBe('active');

      const late = await prepare();
      app.clock.advance(15 * MINUTE);
      const gone = await prepare();
      await revoke(gone.device.id);
      const refusals = await Promise.all(
        [code, late.code, gone.code, '0000-0000-0000', ''].map((wrong) => pairing(wrong)),
      );
      const seen = refusals.map(({ status, body: { code: name, detail } }) => [status, name, detail]);
      expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(seen[0]!.slice(0, 2)).toEqual([403, 'PAIRING_REFUSED']);
      const audited = await app.db.query("SELECT id FROM audit_entry WHERE action = 'attendance.pairing_refused'");
      expect(audited).toHaveLength(5);
    });

    it('of which the server keeps a hash', async () => {
      const { code } = await prepare();
      const { phone } = await pair();
      const rows = JSON.stringify(await app.db.query('SELECT * FROM device'));
      expect(rows).not.toContain(code);
      expect(rows).not.toContain(code.replaceAll('-', ''));
      expect(phone).toBeDefined();
    });

    it('by one of two phones that send it at once; without the guard by both', async () => {
      const race = async () => {
        const { code } = await prepare();
        const phones = Array.from({ length: 4 }, () => app.client());
        return (await Promise.all(phones.map((phone) => pairing(code, phone)))).filter(({ status }) => status === 200);
      };
      expect(await race()).toHaveLength(1);
      const guard = jest.spyOn(app.get(DevicesRepository), 'pair').mockResolvedValue(true);
      try {
        expect((await race()).length).toBeGreaterThan(1);
      } finally {
        guard.mockRestore();
      }
    });

    it('and by a new one, which takes the place of the phone before', async () => {
      const { phone, id } = await pair();
      const { body } = await organiser.post<Code>(`${path()}/devices/${id}/code`);
      expect((await phone.get('/door')).status).toBe(200);
      const next = app.client();
      await pairing(body.code, next);
      expect((await next.get('/door')).status).toBe(200);
      expect((await phone.get<Problem>('/door')).body.code).toBe('DEVICE_UNKNOWN');
    });

    it('until a moment that lies within thirty days of the event', async () => {
      const end = new Date(door.event.endsAt).getTime();
      expect((await prepare()).device.expiresAt).toBe(new Date(end + DAY).toISOString());
      const ask = (expiresAt: string) =>
        organiser.post<Problem>(`${path()}/devices`, { name: 'A', role: 'scanner', expiresAt });
      expect((await ask(new Date(end + 30 * DAY).toISOString())).status).toBe(201);
      for (const wrong of [new Date(end + 30 * DAY + 1).toISOString(), now(-1)]) {
        expect((await ask(wrong)).body.errors).toMatchObject([{ field: 'expiresAt', code: 'DEVICE_EXPIRY' }]);
      }
      const gateIds = [door.gates[0]!.id, foreign.gates[0]!.id];
      const gates = await organiser.post<Problem>(`${path()}/devices`, { name: 'A', role: 'scanner', gateIds });
      expect(gates.body.errors).toMatchObject([{ field: 'gateIds.1', code: 'GATE_UNKNOWN' }]);
    });
  });

  describe('have a narrow right', () => {
    it('to scan at their event and gates, and to no list', async () => {
      const { phone, id } = await pair({ gateIds: [door.gates[1]!.id] });
      const guest = person();
      const first = await scan(app, phone, door, guest.qr!, { gateId: door.gates[1]!.id });
      expect(first.body).toMatchObject({
        verdict: 'accepted',
        person: { printedName: guest.printedName },
        walkIn: null,
      });
      expect(await stored(first.body.scanId)).toMatchObject({
        device_id: id,
        device_label: 'Ponsel Timur',
        gate_id: door.gates[1]!.id,
        staff_id: null,
      });
      const elsewhere = await scan(app, phone, door, person().qr!, { gateId: door.gates[0]!.id });
      expect(elsewhere.status).toBe(200);
      expect(await stored(elsewhere.body.scanId)).toMatchObject({ gate_id: null, verdict: 'accepted' });

      expect((await phone.get(`${path()}/roster`)).status).toBe(200);
      const reached = (route: string) => phone.get<Problem>(`${path()}/${route}`);
      for (const route of ['registrations', 'overview', 'devices', 'scans/employees?name=Maria', 'gates']) {
        expect([route, (await reached(route)).status]).toEqual([route, 401]);
      }
      for (const route of ['scans/people?name=Maria', 'conflicts']) {
        const { status, body } = await reached(route);
        expect([route, status, body.code]).toEqual([route, 403, 'NO_PERMISSION']);
      }
      const there = await scan<Problem>(app, phone, foreign, guest.qr!);
      expect([there.status, there.body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
      const stranger = await phone.post(`${path()}/scans`, {}, { headers: { origin: 'https://jahat.example' } });
      expect(stranger.status).toBe(403);
    });

    it('and see their own scans only', async () => {
      const [a, b] = [await pair({ name: 'A' }), await pair({ name: 'B' })];
      const guest = person();
      await scan(app, a.phone, door, guest.qr!);
      const recent = async (client: Client) => (await client.get<unknown[]>(`${path()}/scans/recent?limit=50`)).body;
      expect(await recent(a.phone)).toMatchObject([{ printedName: guest.printedName }]);
      expect(await recent(b.phone)).toEqual([]);
      expect((await recent(await app.as('gate', door.event.id))).length).toBeGreaterThan(1);
    });

    it('which the door tells them, as it tells a person', async () => {
      const { phone, id } = await pair({ gateIds: [door.gates[1]!.id] });
      const mine = (await phone.get<DoorView>('/door')).body;
      expect(mine).toMatchObject({ device: { id, role: 'scanner' }, officer: null });
      expect(mine.events).toMatchObject([
        {
          id: door.event.id,
          gates: [{ id: door.gates[1]!.id, name: 'Pintu Timur' }],
          anyGate: false,
          can: { rule: false, search: false, directory: false },
        },
      ]);
      expect(mine.events[0]!.sessions.length).toBeGreaterThan(0);
      const supervisor = await app.as('supervisor', door.event.id);
      const theirs = (await supervisor.get<DoorView>('/door')).body;
      expect(theirs).toMatchObject({ device: null, officer: 'Deysi Rumengan' });
      expect(theirs.events).toMatchObject([
        { id: door.event.id, anyGate: true, can: { rule: true, search: true, directory: false } },
      ]);
      expect((await (await app.as('hr')).get('/door')).status).toBe(403);
    });

    it('and on a phone with a person signed in, that person counts where he may himself', async () => {
      const { phone, id } = await pair();
      const officer = await app.as('gate', foreign.event.id);
      const { email } = (await officer.get<{ email: string }>('/session')).body;
      await phone.post('/session', { email, password: 'sandi untuk pengujian saja' });
      const own = await scan(app, phone, door, 'ABC');
      expect(await stored(own.body.scanId)).toMatchObject({ device_id: id, staff_id: null });
      const his = await scan(app, phone, foreign, 'ABC');
      expect(await stored(his.body.scanId)).toMatchObject({ device_id: null });
    });
  });

  it('say how they fare', async () => {
    const { phone, id } = await pair();
    app.clock.advance(3 * MINUTE);
    expect(
      (await phone.post('/door/heartbeat', { queueLength: 7, appVersion: '1.2.0', storageLow: true })).status,
    ).toBe(204);
    expect(await listed(id)).toMatchObject({
      queueLength: 7,
      appVersion: '1.2.0',
      storageLow: true,
      lastSeenAt: now(),
    });
    await sync(phone, [], { queueLength: 2 });
    expect(await listed(id)).toMatchObject({ queueLength: 2, appVersion: '1.2.0' });
  });

  describe('of a supervisor', () => {
    it('find people by name and let them in with a reason', async () => {
      const { phone, id } = await pair({ role: 'supervisor' });
      const guest = person();
      await app.db.query(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${guest.id}'`);
      const name = guest.printedName.replace(/,.*/, '').split(' ').slice(-2).join(' ');
      const { body } = await phone.get<{ rows: Record<string, unknown>[] }>(
        `${path()}/scans/people?name=${encodeURIComponent(name)}`,
      );
      const row = body.rows.find((each) => each.id === guest.id)!;
      expect(Object.keys(row).sort()).toEqual(['arrivedAt', 'id', 'nipMasked', 'printedName', 'status', 'unit']);
      expect(String(row.nipMasked)).toContain('**');

      const admission = {
        id: randomUUID(),
        registrationId: guest.id,
        reason: 'Ponselnya mati, KTP dilihat',
        gateId: door.gates[0]!.id,
        scannedAt: now(),
      };
      const first = await phone.post<Record<string, unknown>>(`${path()}/scans/admissions`, admission);
      expect(first.body).toMatchObject({
        verdict: 'accepted',
        standing: 'counted',
        person: { printedName: guest.printedName },
      });
      const again = await phone.post<Record<string, unknown>>(`${path()}/scans/admissions`, admission);
      expect(again.body).toMatchObject({ scanId: admission.id, standing: 'counted' });
      expect(await stays(guest)).toHaveLength(1);
      const rulings = await app.db.query(`SELECT decision, reason FROM ruling WHERE scan_id = '${admission.id}'`);
      expect(rulings).toMatchObject([{ decision: 'admit', reason: admission.reason }]);
      expect(await stored(admission.id)).toMatchObject({ method: 'name', device_id: id });
      const audited = await app.db.query<{ kind: string; payload: string }>(
        `SELECT actor_kind AS kind, payload FROM audit_entry WHERE subject_id = '${admission.id}' ORDER BY id`,
      );
      expect(audited.map(({ kind }) => kind)).toEqual(['device', 'device']);
      expect(JSON.stringify(audited)).not.toContain('KTP');
      const nobody = { ...admission, id: randomUUID(), registrationId: randomUUID() };
      expect((await phone.post(`${path()}/scans/admissions`, nobody)).status).toBe(404);
    });

    it('let in who was refused', async () => {
      const { phone } = await pair({ role: 'supervisor' });
      const guest = person();
      await app.db.query(`UPDATE registration SET status = 'waiting' WHERE id = '${guest.id}'`);
      const admission = { id: randomUUID(), registrationId: guest.id, reason: 'Atas izin Sekda', scannedAt: now() };
      const { body } = await phone.post<object>(`${path()}/scans/admissions`, admission);
      expect(body).toMatchObject({ verdict: 'not_confirmed', standing: 'counted' });
      expect(await stays(guest)).toHaveLength(1);
    });

    it('and rule on conflicts, which a scanning phone may not', async () => {
      const [a, b] = [await pair({ name: 'A' }), await pair({ name: 'B' })];
      const guest = person();
      await sync(a.phone, [kept(guest, now(-5))]);
      const second = kept(guest, now(-4));
      expect((await sync(b.phone, [second])).body).toMatchObject([{ conflict: 'double' }]);
      const { phone } = await pair({ role: 'supervisor' });
      const open = await phone.get<{ scanId: string; seen: object; first: object }[]>(`${path()}/conflicts`);
      expect(open.body.find(({ scanId }) => scanId === second.id)).toMatchObject({
        seen: { device: 'B' },
        first: { device: 'A' },
      });
      const ruling = (client: Client) => client.post(`${path()}/scans/${second.id}/rulings`, { decision: 'void' });
      expect((await ruling(a.phone)).status).toBe(403);
      expect((await ruling(phone)).status).toBe(204);
    });
  });

  describe('that are revoked while they have no network', () => {
    it('would go on to fill the hall if nothing marked their scans', async () => {
      const { id } = await pair();
      const guest = person();
      const device: DoorDevice = {
        id,
        name: 'Ponsel Timur',
        role: 'scanner',
        scopes: [{ eventId: door.event.id, gateIds: null }],
        expiresAt: new Date(now()),
        ended: null,
      };
      const actor = { kind: 'device', id, name: device.name, correlationId: null } as const;
      await revoke(id);
      app.clock.advance(10 * MINUTE);
      const take = (ended: DoorDevice['ended'], who: Guest) =>
        app
          .get(ScanIntake)
          .take(
            door.event.id,
            [{ id: randomUUID(), input: who.qr!, method: 'camera', shown: 'accepted', scannedAt: now(-5) }],
            { ...actor, device: { ...device, ended } },
            { sentAt: app.clock.now() },
          );
      await take(null, guest);
      expect(await stays(guest)).toHaveLength(1);
      const other = person();
      await take({ at: new Date(now(-10)), why: 'revoked' }, other);
      expect(await stays(other)).toEqual([]);
    });

    it('still deliver every scan: those before count, those after wait for a ruling', async () => {
      const { phone, id } = await pair();
      const [before, after] = [person(), person()];
      app.clock.advance(10 * MINUTE);
      const revokedAt = app.clock.now().getTime();
      await revoke(id);
      expect((await revoke(id)).status).toBe(409);
      app.clock.advance(30 * MINUTE);
      // The clock of the phone is a day and some minutes slow: by it, both were scanned before the revocation.
      const wrongBy = -DAY - 7 * MINUTE;
      const byPhone = (at: number) => new Date(at + wrongBy).toISOString();
      const scans = [
        kept(before, byPhone(revokedAt - MINUTE)),
        kept(after, byPhone(revokedAt + MINUTE)),
        kept(after, byPhone(revokedAt + 2 * MINUTE), { shown: 'already_in' }),
      ];
      const sent = () => sync(phone, scans, { sentAt: byPhone(app.clock.now().getTime()), queueLength: 0 });
      const { status, body } = await sent();
      expect(status).toBe(200);
      expect(body).toMatchObject([
        { verdict: 'accepted', standing: 'counted', conflict: null },
        { verdict: 'accepted', standing: 'refused', conflict: 'device_revoked' },
        { verdict: 'accepted', standing: 'refused', conflict: null },
      ]);
      expect((await sent()).body).toEqual(body);
      expect([await stays(before), await stays(after)].map((rows) => rows.length)).toEqual([1, 0]);
      expect(await listed(id)).toMatchObject({ state: 'revoked', queueLength: 0 });

      const conflicts = await organiser.get<{ scanId: string; conflict: string }[]>(`${path()}/conflicts`);
      expect(conflicts.body).toContainEqual(
        expect.objectContaining({ scanId: scans[1]!.id, conflict: 'device_revoked' }),
      );
      await organiser.post(`${path()}/scans/${scans[1]!.id}/rulings`, { decision: 'admit' });
      expect(await stays(after)).toHaveLength(1);
    });

    it('reach nothing else', async () => {
      const { phone, id } = await pair({ role: 'supervisor' });
      await revoke(id);
      const answers = await Promise.all([
        phone.get<Problem>('/door'),
        phone.post<Problem>('/door/heartbeat', {}),
        scan<Problem>(app, phone, door, 'ABC'),
        phone.get<Problem>(`${path()}/scans/counts`),
        phone.get<Problem>(`${path()}/scans/recent`),
        phone.get<Problem>(`${path()}/roster`),
        phone.get<Problem>(`${path()}/scans/people?name=Maria`),
        phone.post<Problem>(`${path()}/scans/admissions`, {}),
        phone.get<Problem>(`${path()}/conflicts`),
        phone.post<Problem>(`${path()}/scans/${randomUUID()}/rulings`, {}),
      ]);
      for (const { status, body } of answers) expect([status, body.code]).toEqual([401, 'DEVICE_REVOKED']);
      const elsewhere = await phone.post<Problem>(`/events/${foreign.event.id}/scans/sync`, {
        sentAt: now(),
        scans: [],
      });
      expect(elsewhere.status).toBe(404);
    });

    it('as those whose time is over', async () => {
      const { phone } = await pair({ expiresAt: now(5) });
      app.clock.advance(6 * MINUTE);
      expect((await phone.get<Problem>('/door')).body.code).toBe('DEVICE_EXPIRED');
      const { body } = await sync(phone, [kept(waiting[0]!, now(0))]);
      expect(body).toMatchObject([{ standing: 'refused', conflict: 'device_revoked' }]);
    });
  });
});
