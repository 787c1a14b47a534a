import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { nipOf } from '../factories/applicants.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';
import { type PhoneView, Phones } from './phones.js';

/** RFC 9562, section 4: whoever reads an id takes either case. */
describe('ids in capital letters', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let path: string;
  let sessionId: string;
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    for (let n = 0; n < 5; n++) guests.push(await addGuest(app, door.event, n));
    organiser = await app.as('organiser', door.event.id);
    path = `/events/${door.event.id}`;
    const { body } = await organiser.get<{ sessions: { id: string; jp: number }[] }>(path);
    sessionId = body.sessions.find(({ jp }) => jp > 0)!.id;
  });
  afterAll(() => app.close());

  const gate = () => door.gates[1]!;
  const capital = () => ({ id: randomUUID().toUpperCase(), gateId: gate().id.toUpperCase() });
  const stored = async (id: string) => {
    const rows = await app.db.query<{ gateId: string; slot: string; registrationId: string }>(
      'SELECT gate_id AS gateId, slot, registration_id AS registrationId FROM scan WHERE id = ?',
      [id.toLowerCase()],
    );
    return rows[0];
  };

  it('are those of the gate and the session of a scan', async () => {
    const { id, gateId } = capital();
    const body = { id, gateId, sessionId: sessionId.toUpperCase(), input: guests[0]!.qr, method: 'camera' };
    const answer = await organiser.post(`${path}/scans`, { ...body, scannedAt: app.clock.now().toISOString() });
    expect(answer.status).toBe(200);
    expect(await stored(id)).toMatchObject({ gateId: gate().id, slot: `session:${sessionId}` });
    const auditor = await app.as('auditor');
    const trail = (id: string) => auditor.get<{ rows: object[] }>(`/audit?eventId=${id}&action=events.published`);
    const eventId = path.slice('/events/'.length);
    const [small, large] = [await trail(eventId), await trail(eventId.toUpperCase())];
    expect(small.body.rows).toHaveLength(1);
    expect(large.body.rows).toEqual(small.body.rows);
    const recent = await organiser.get<{ gate: string }[]>(`${path}/scans/recent?gateId=${gateId}`);
    expect(recent.body.map((row) => row.gate)).toEqual([gate().name]);
  });

  it('are those of a scan that a phone has kept', async () => {
    const { id, gateId } = capital();
    const now = app.clock.now().toISOString();
    const kept = { id, gateId, input: guests[1]!.qr, method: 'camera', shown: 'accepted', scannedAt: now };
    const { body } = await organiser.post<object[]>(`${path}/scans/sync`, { sentAt: now, scans: [kept] });
    expect(body).toMatchObject([{ scanId: id.toLowerCase(), verdict: 'accepted' }]);
    expect(await stored(id)).toMatchObject({ gateId: gate().id });
  });

  it('are those of people: chosen by name, let in with a reason, corrected', async () => {
    const [chosen, admitted, corrected] = guests.slice(2) as [Guest, Guest, Guest];
    const byName = await scan(app, organiser, door, chosen.id.toUpperCase(), { method: 'name' });
    expect(byName.body.verdict).toBe('accepted');
    const supervisor = await app.as('supervisor', door.event.id);
    const admission = await supervisor.post(`${path}/scans/admissions`, {
      ...capital(),
      registrationId: admitted.id.toUpperCase(),
      scannedAt: app.clock.now().toISOString(),
      reason: 'Ponselnya mati',
    });
    expect(admission.body).toMatchObject({ standing: 'counted' });
    const answer = await organiser.post(`${path}/presence/corrections`, {
      registrationIds: [corrected.id.toUpperCase()],
      slot: `session:${sessionId.toUpperCase()}`,
      kind: 'excused',
      reason: 'Surat menyusul',
    });
    expect(answer.status).toBeLessThan(300);
    const excused = `${path}/presence?status=excused&slot=session:${sessionId.toUpperCase()}`;
    const list = await organiser.get<{ rows: { registrationId: string }[] }>(excused);
    expect(list.body.rows.map(({ registrationId }) => registrationId)).toEqual([corrected.id]);
  });

  it('are those of an address', async () => {
    const there = path.toUpperCase().replace('/EVENTS', '/events');
    expect((await organiser.get<{ id: string }>(there)).body.id).toBe(door.event.id);
    const person = await organiser.get<{ id: string }>(`${there}/registrations/${guests[0]!.id.toUpperCase()}`);
    expect(person).toMatchObject({ status: 200, body: { id: guests[0]!.id } });
    const gates = await organiser.get<{ id: string }[]>(`${there}/gates`);
    expect(gates.body.map(({ id }) => id)).toContain(gate().id);
    const elsewhere = await openDoor(app, { title: 'Bimtek Lain' });
    expect((await organiser.get(`/events/${elsewhere.event.id.toUpperCase()}`)).status).toBe(404);
  });

  it('are that of an employee who was not registered', async () => {
    const directory = app.get(Directory);
    await directory.addUnits([{ code: 'SETDA', name: 'Sekretariat Daerah' }], systemActor);
    const person = { frontTitle: '', backTitle: '', name: 'Pegawai Datang', position: 'Analis', rank: 'III/c' };
    const contact = { phone: '081234567890', email: 'datang@uji.example' };
    const unitId = (await directory.units())[0]!.id;
    await directory.addEmployees([{ ...person, ...contact, nip: nipOf(901), kind: 'pns', unitId }], systemActor);
    const employeeId = (await directory.employeeByNip(nipOf(901)))!.id.toUpperCase();
    const body = { ...capital(), employeeId, scannedAt: app.clock.now().toISOString() };
    const answer = await organiser.post(`${path}/walk-ins`, body);
    expect(answer.body).toMatchObject({ verdict: 'accepted' });
  });

  it('are those of the gates and the further events of a phone', async () => {
    const second = await openDoor(app, { title: 'Bimtek Kedua', inDays: 3 });
    const everybody = await app.as('organiser');
    const phones = new Phones(app, door, everybody);
    const { id } = await phones.pair({
      gateIds: [gate().id.toUpperCase()],
      otherEvents: [{ eventId: second.event.id.toUpperCase(), gateIds: [second.gates[0]!.id.toUpperCase()] }],
    });
    expect(await phones.listed(id)).toMatchObject({ gates: [{ name: gate().name }], otherEvents: ['Bimtek Kedua'] });
    const there = await everybody.get<PhoneView[]>(`/events/${second.event.id}/devices`);
    expect(there.body).toMatchObject([{ id, gates: [{ name: second.gates[0]!.name }] }]);
    const chosen = `${path}/devices/events?q=tidakada&chosen=${second.event.id.toUpperCase()}`;
    const offered = await everybody.get<{ events: { id: string }[] }>(chosen);
    expect(offered.body.events.map((event) => event.id)).toEqual([second.event.id]);
  });
});
