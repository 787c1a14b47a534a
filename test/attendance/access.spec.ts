import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

describe('who may do what at the door', () => {
  let app: TestApp;
  let door: Door;
  let foreign: Door;
  let officer: Client;
  let guest: Guest;

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    foreign = await openDoor(app);
    guest = await addGuest(app, door.event, 1);
    officer = await app.as('gate', door.event.id);
  });
  afterAll(() => app.close());

  const newScan = () => ({
    id: randomUUID(),
    input: 'x',
    method: 'camera',
    scannedAt: app.clock.now().toISOString(),
  });

  it('gives a gate officer the gate, and neither lists nor figures nor papers', async () => {
    const event = `/events/${door.event.id}`;
    expect((await officer.get(`${event}/gates`)).body).toHaveLength(2);
    expect((await officer.get(`${event}/scans/recent`)).status).toBe(200);
    for (const path of [
      'registrations',
      `registrations/${guest.id}`,
      'registrations.xlsx',
      'overview',
      'attendance-list.pdf',
      'attendance-recap.pdf',
      'attendance-recap.xlsx',
    ]) {
      const { status, body } = await officer.get<Problem>(`${event}/${path}`);
      expect([path, status, body.code]).toEqual([path, 403, 'NO_PERMISSION']);
    }
    const { status } = await officer.post(`${event}/gates`, { name: 'Pintu belakang' });
    expect(status).toBe(403);
  });

  it('gives a gate a name that is seen, and takes the longest', async () => {
    const admin = await app.as('admin');
    const gates = `/events/${door.event.id}/gates`;
    expect((await admin.post(gates, { name: '\u200b' })).status).toBe(422);
    expect((await admin.post(gates, { name: ' Pintu\u0001\nBarat ' })).body).toMatchObject({ name: 'Pintu Barat' });
    expect((await admin.post(gates, { name: 'İ'.repeat(80) })).status).toBe(201);
  });

  it('shows the officer name and unit of a person, nothing else', async () => {
    const { body } = await scan(app, officer, door, guest.qr!);
    expect(Object.keys(body.person!).sort()).toEqual(['printedName', 'unit']);
    const rows = await app.db.query<{ nip: string; email: string; phone: string }>(
      'SELECT nip, email, phone FROM registration',
    );
    for (const hidden of Object.values(rows[0]!)) expect(JSON.stringify(body)).not.toContain(hidden);
  });

  it('does not know the events of others', async () => {
    const event = `/events/${foreign.event.id}`;
    const answers = [
      await officer.get<Problem>(`${event}/gates`),
      await officer.get<Problem>(`${event}/scans/recent`),
      await officer.post<Problem>(`${event}/scans`, newScan()),
      await (await app.as('organiser', door.event.id)).get<Problem>(`${event}/overview`),
      await (await app.as('organiser', door.event.id)).get<Problem>(`${event}/attendance-list.pdf`),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
    const stored = await app.db.query(`SELECT id FROM scan WHERE event_id = '${foreign.event.id}'`);
    expect(stored).toEqual([]);
  });

  it('takes no scan from an HR officer, an auditor, or without signing in', async () => {
    const path = `/events/${door.event.id}/scans`;
    expect((await (await app.as('hr')).post(path, newScan())).status).toBe(403);
    expect((await (await app.as('auditor')).post(path, newScan())).status).toBe(403);
    expect((await app.client().post(path, newScan())).status).toBe(401);
  });

  it('refuses a second gate of one name, in the language of the reader', async () => {
    const organiser = await app.as('organiser');
    const path = `/events/${door.event.id}/gates`;
    const again = await organiser.post<Problem>(path, { name: '  pintu   UTAMA ' });
    expect([again.status, again.body.code]).toEqual([409, 'GATE_NAME_TAKEN']);
    const english = { headers: { 'accept-language': 'en' } };
    const inEnglish = await organiser.post<Problem>(path, { name: 'Pintu Utama' }, english);
    expect(inEnglish.body.detail).toBe('This event already has a gate named Pintu Utama. Use another name.');
    const empty = await organiser.post<Problem>(path, { name: '   ' });
    expect([empty.status, empty.body.errors?.[0]?.field]).toEqual([422, 'name']);
    expect((await organiser.post(`/events/${foreign.event.id}/gates`, { name: 'Pintu Selatan' })).status).toBe(201);
    const audited = await app.db.query("SELECT actor_name FROM audit_entry WHERE action = 'attendance.gate_created'");
    expect(audited.length).toBe(7);
  });
});
