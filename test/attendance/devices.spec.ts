import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DevicesRepository } from '../../src/attendance/devices/devices.repository.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';
import { type Code, DAY, MINUTE, Phones } from './phones.js';

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
  let phones: Phones;
  const waiting: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox', env: { RATE_SIGN_INS: '500' } });
    door = await openDoor(app, { capacity: 60 });
    foreign = await openDoor(app);
    for (let n = 0; n < 8; n++) waiting.push(await addGuest(app, door.event, n));
    // Registration closes when the programme begins.
    app.clock.advance(120 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    phones = new Phones(app, door, organiser);
  });
  afterAll(() => app.close());

  const person = (): Guest => {
    const guest = waiting.shift();
    if (!guest) throw new Error('Everybody has been scanned: register more');
    return guest;
  };
  const stored = async (id: string) =>
    (await app.db.query<Record<string, unknown>>(`SELECT * FROM scan WHERE id = '${id}'`))[0]!;

  describe('are paired by a code', () => {
    it('that works once, for 15 minutes, and whose wrong ones are all answered alike', async () => {
      const { code, pairUrl, qrSvg, device } = await phones.prepare();
      expect(pairUrl).toBe(`http://127.0.0.1:3000/pintu#pasang=${code}`);
      expect(qrSvg).toMatch(/^<svg/);
      expect(device.state).toBe('waiting');
      const phone = app.client();
      const paired = await phones.pairing(code.toLowerCase(), phone);
      expect(paired.body).toMatchObject({ device: { id: device.id, name: 'Ponsel Timur', role: 'scanner' } });
      const cookie = String(paired.headers['set-cookie']);
      expect(cookie).toMatch(/^bintek_device=[\w-]{43};/);
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Strict/);
      expect((await phones.listed(device.id)).state).toBe('active');

      const late = await phones.prepare();
      app.clock.advance(15 * MINUTE);
      const gone = await phones.prepare();
      await phones.revoke(gone.device.id);
      const refusals = await Promise.all(
        [code, late.code, gone.code, '0000-0000-0000', ''].map((wrong) => phones.pairing(wrong)),
      );
      const seen = refusals.map(({ status, body: { code: name, detail } }) => [status, name, detail]);
      expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(seen[0]!.slice(0, 2)).toEqual([403, 'PAIRING_REFUSED']);
      const audited = await app.db.query("SELECT id FROM audit_entry WHERE action = 'attendance.pairing_refused'");
      expect(audited).toHaveLength(5);
    });

    it('of which the server keeps a hash', async () => {
      const { code } = await phones.prepare();
      const { phone } = await phones.pair();
      const rows = JSON.stringify(await app.db.query('SELECT * FROM device'));
      expect(rows).not.toContain(code);
      expect(rows).not.toContain(code.replaceAll('-', ''));
      expect(phone).toBeDefined();
    });

    it('by one of two phones that send it at once; without the guard by both', async () => {
      const race = async () => {
        const { code } = await phones.prepare();
        const senders = Array.from({ length: 4 }, () => app.client());
        return (await Promise.all(senders.map((phone) => phones.pairing(code, phone)))).filter(
          ({ status }) => status === 200,
        );
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
      const { phone, id } = await phones.pair();
      const { body } = await organiser.post<Code>(`${phones.path}/devices/${id}/code`);
      expect((await phone.get('/door')).status).toBe(200);
      const next = app.client();
      await phones.pairing(body.code, next);
      expect((await next.get('/door')).status).toBe(200);
      expect((await phone.get<Problem>('/door')).body.code).toBe('DEVICE_UNKNOWN');
    });

    it('until a moment that lies within thirty days of the event', async () => {
      const end = new Date(door.event.endsAt).getTime();
      expect((await phones.prepare()).device.expiresAt).toBe(new Date(end + DAY).toISOString());
      expect((await phones.ask({ expiresAt: new Date(end + 30 * DAY).toISOString() })).status).toBe(201);
      expect((await phones.ask({ otherEvents: null, expiresAt: null })).status).toBe(201);
      for (const expiresAt of [new Date(end + 30 * DAY + 1).toISOString(), phones.now(-1)]) {
        const { body } = await phones.ask({ expiresAt });
        expect(body.errors).toMatchObject([{ field: 'expiresAt', code: 'DEVICE_EXPIRY' }]);
      }
      const gateIds = [door.gates[0]!.id, foreign.gates[0]!.id];
      const gates = await phones.ask({ gateIds });
      expect(gates.body.errors).toMatchObject([{ field: 'gateIds.1', code: 'GATE_UNKNOWN' }]);
    });
  });

  describe('have a narrow right', () => {
    it('to scan at their event and gates, and to no list', async () => {
      const { phone, id } = await phones.pair({ gateIds: [door.gates[1]!.id] });
      const guest = person();
      const first = await scan(app, phone, door, guest.qr!, { gateId: door.gates[1]!.id });
      expect(first.body).toMatchObject({
        verdict: 'accepted',
        person: { printedName: guest.printedName },
        walkIn: null,
      });
      expect(await stored(first.body.scanId)).toMatchObject({
        device_id: id,
        device_label: (await phones.listed(id)).name,
        gate_id: door.gates[1]!.id,
        staff_id: null,
      });
      const elsewhere = await scan(app, phone, door, person().qr!, { gateId: door.gates[0]!.id });
      expect(elsewhere.status).toBe(200);
      expect(await stored(elsewhere.body.scanId)).toMatchObject({ gate_id: door.gates[1]!.id, verdict: 'accepted' });

      const unnamed = await scan(app, phone, door, person().qr!, { gateId: null });
      expect(await stored(unnamed.body.scanId)).toMatchObject({ gate_id: door.gates[1]!.id, verdict: 'accepted' });

      expect((await phone.get(`${phones.path}/roster`)).status).toBe(200);
      const reached = (route: string) => phone.get<Problem>(`${phones.path}/${route}`);
      for (const route of ['registrations', 'overview', 'devices', 'scans/employees?name=Maria', 'gates']) {
        expect([route, (await reached(route)).status]).toEqual([route, 401]);
      }
      for (const route of ['scans/people?name=Maria', 'conflicts']) {
        const { status, body } = await reached(route);
        expect([route, status, body.code]).toEqual([route, 403, 'NO_PERMISSION']);
      }
      const there = await scan<Problem>(app, phone, foreign, guest.qr!);
      expect([there.status, there.body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
      const stranger = await phone.post(`${phones.path}/scans`, {}, { headers: { origin: 'https://jahat.example' } });
      expect(stranger.status).toBe(403);
    });

    it('and see their own scans only', async () => {
      const [a, b] = [await phones.pair({ name: 'A' }), await phones.pair({ name: 'B' })];
      const guest = person();
      await scan(app, a.phone, door, guest.qr!);
      const recent = async (client: Client) =>
        (await client.get<unknown[]>(`${phones.path}/scans/recent?limit=50`)).body;
      expect(await recent(a.phone)).toMatchObject([{ printedName: guest.printedName }]);
      expect(await recent(b.phone)).toEqual([]);
      expect((await recent(await app.as('gate', door.event.id))).length).toBeGreaterThan(1);
    });

    it('which the door tells them, as it tells a person', async () => {
      const { phone, id } = await phones.pair({ gateIds: [door.gates[1]!.id] });
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
      const { phone, id } = await phones.pair();
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
    const { phone, id } = await phones.pair();
    app.clock.advance(3 * MINUTE);
    expect(
      (await phone.post('/door/heartbeat', { queueLength: 7, appVersion: '1.2.0', storageLow: true })).status,
    ).toBe(204);
    expect(await phones.listed(id)).toMatchObject({
      queueLength: 7,
      appVersion: '1.2.0',
      storageLow: true,
      lastSeenAt: phones.now(),
    });
    for (const storageLow of [null, 'ya']) {
      const answer = await phone.post<Problem>('/door/heartbeat', { storageLow });
      expect([answer.status, answer.body.errors?.map(({ field }) => field)]).toEqual([422, ['storageLow']]);
    }
    await phones.sync(phone, [], { queueLength: 2 });
    expect(await phones.listed(id)).toMatchObject({ queueLength: 2, appVersion: '1.2.0' });
  });

  describe('of a supervisor', () => {
    it('find people by name and let them in with a reason', async () => {
      const { phone, id } = await phones.pair({ role: 'supervisor' });
      const guest = person();
      await app.db.query(`UPDATE registration SET epoch = epoch + 1 WHERE id = '${guest.id}'`);
      const name = guest.printedName.replace(/,.*/, '').split(' ').slice(-2).join(' ');
      const people = (text: string) =>
        phone.get<{ rows: Record<string, unknown>[] }>(`${phones.path}/scans/people?name=${encodeURIComponent(text)}`);
      const { body } = await people(name);
      await app.db.query("UPDATE registration SET front_title = 'Pnt.' WHERE id = ?", [guest.id]);
      expect((await people(`Pnt. ${guest.printedName}`)).body.rows).toMatchObject([{ id: guest.id }]);
      expect((await people(`Pdm. ${guest.printedName}`)).body.rows).toEqual([]);
      await app.db.query("UPDATE registration SET front_title = '' WHERE id = ?", [guest.id]);
      const row = body.rows.find((each) => each.id === guest.id)!;
      expect(Object.keys(row).sort()).toEqual(['arrivedAt', 'id', 'nipMasked', 'printedName', 'status', 'unit']);
      expect(String(row.nipMasked)).toContain('**');

      const admission = {
        id: randomUUID(),
        registrationId: guest.id,
        reason: 'Ponselnya mati, KTP dilihat',
        gateId: door.gates[0]!.id,
        scannedAt: phones.now(),
      };
      const first = await phone.post<Record<string, unknown>>(`${phones.path}/scans/admissions`, admission);
      expect(first.body).toMatchObject({
        verdict: 'accepted',
        standing: 'counted',
        person: { printedName: guest.printedName },
      });
      const again = await phone.post<Record<string, unknown>>(`${phones.path}/scans/admissions`, admission);
      expect(again.body).toMatchObject({ scanId: admission.id, standing: 'counted' });
      expect(await phones.stays(guest)).toHaveLength(1);
      const rulings = await app.db.query(`SELECT decision, reason FROM ruling WHERE scan_id = '${admission.id}'`);
      expect(rulings).toMatchObject([{ decision: 'admit', reason: admission.reason }]);
      expect(await stored(admission.id)).toMatchObject({ method: 'name', device_id: id });
      const audited = await app.db.query<{ kind: string; payload: string }>(
        `SELECT actor_kind AS kind, payload FROM audit_entry WHERE subject_id = '${admission.id}' ORDER BY id`,
      );
      expect(audited.map(({ kind }) => kind)).toEqual(['device', 'device']);
      expect(JSON.stringify(audited)).not.toContain('KTP');
      const nobody = { ...admission, id: randomUUID(), registrationId: randomUUID() };
      expect((await phone.post(`${phones.path}/scans/admissions`, nobody)).status).toBe(404);
    });

    it('and rule on conflicts, which a scanning phone may not', async () => {
      const [a, b] = [await phones.pair({ name: 'C' }), await phones.pair({ name: 'D' })];
      const guest = person();
      await phones.sync(a.phone, [phones.kept(guest, phones.now(-5))]);
      const second = phones.kept(guest, phones.now(-4));
      expect((await phones.sync(b.phone, [second])).body).toMatchObject([{ conflict: 'double' }]);
      const { phone } = await phones.pair({ role: 'supervisor' });
      const open = await phone.get<{ scanId: string; seen: object; first: object }[]>(`${phones.path}/conflicts`);
      expect(open.body.find(({ scanId }) => scanId === second.id)).toMatchObject({
        seen: { device: 'D' },
        first: { device: 'C' },
      });
      const ruling = (client: Client) => client.post(`${phones.path}/scans/${second.id}/rulings`, { decision: 'void' });
      expect((await ruling(a.phone)).status).toBe(403);
      expect((await ruling(phone)).status).toBe(204);
    });
  });
});
