import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Directory } from '../../src/directory/index.js';
import { makeEvent } from '../factories/events.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { guest } from '../factories/applicants.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

interface Decision {
  kind: string;
  count: number;
  names: string[];
  minutes: number[];
  since: string | null;
  reason: string | null;
  waiting: number | null;
}

interface FlowLine {
  name: string | null;
  counts: number[];
  total: number;
}

interface Overview {
  event: { id: string; phase: string; venue: string; room: string | null };
  day: string;
  present: number;
  registered: number;
  away: number;
  missing: number;
  lastFiveMinutes: number;
  peakPerMinute: number;
  emptySeats: number;
  waiting: number;
  openingAt: string;
  arrivals: { from: string; to: string; slotMinutes: number; counts: { minute: string; count: number }[] };
  byGate: { gate: string | null; count: number }[];
  units: {
    unitId: string | null;
    unit: string;
    present: number;
    registered: number;
    away: number;
    quota: number | null;
  }[];
  flow: { from: string; gates: FlowLine[]; units: FlowLine[]; moreUnits: number };
  officials: {
    name: string;
    office: string;
    signs: boolean;
    registered: boolean;
    arrivedAt: string | null;
    away: string | null;
  }[];
  devices: { name: string; state: string; queueLength: number | null }[];
  mail: { sent: number; queued: number; failed: number; lastSentAt: string | null; perHour: { sent: number }[] };
  decisions: Decision[];
  checklist: { kind: string; done: boolean; at: string | null }[];
  updatedAt: string;
}

const MINUTE = 60_000;

describe('the overview of an event', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let guests: Guest[];
  let overview: Overview;
  let units: Map<string, string>;

  const number = async (sql: string) => Number((await app.db.query<{ n: number | string }>(sql))[0]!.n);
  const read = async () => (await organiser.get<Overview>(`/events/${door.event.id}/overview`)).body;

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    await app.get(Directory).addUnits(
      [
        { code: 'D', name: 'Dinas Kesehatan' },
        { code: 'P', name: 'Puskesmas Aertembaga', parentCode: 'D' },
        { code: 'S', name: 'Sekretariat Daerah' },
      ],
      systemActor,
    );
    const known = await app.get(Directory).units();
    units = new Map(known.map((unit) => [unit.code, unit.id]));
    const health = units.get('D')!;
    const inner = [{ name: 'Kesehatan', capacity: 5, unitIds: [health] }];
    door = await openDoor(app, { capacity: 8, inner });
    const at = (code: string) => ({ unitId: units.get(code)!, unitText: undefined });
    const placed = [at('D'), at('P'), at('S'), at('S'), at('S'), { unitText: 'PT Maju' }, { unitText: 'PT Maju' }];
    guests = [];
    for (const [n, place] of placed.entries()) guests.push(await addGuest(app, door.event, n, place));
    await settleMails();
    organiser = await app.as('organiser');
    const officer = await app.as('gate', door.event.id);
    const pass = async (n: number, gate: number | null, direction: 'in' | 'out' = 'in') => {
      const gateId = gate === null ? null : door.gates[gate]!.id;
      return (await scan(app, officer, door, guests[n]!.qr!, { gateId, direction })).body.verdict;
    };
    await pass(0, 0);
    await pass(1, 0);
    app.clock.advance(MINUTE);
    await pass(2, 1);
    await pass(5, null);
    await pass(6, 1);
    app.clock.advance(6 * MINUTE);
    expect(await pass(2, 0)).toBe('already_in');
    await pass(0, 0, 'out');
    // Of two at one moment their ids decide.
    app.clock.advance(1_000);
    expect(await pass(0, 1)).toBe('accepted');
    await pass(3, 1);
    await scan(app, officer, door, 'junk');
    await scan(app, officer, door, guests[4]!.qr!, {
      scannedAt: new Date(app.clock.now().getTime() + 3_600_000).toISOString(),
    });
    await organiser.post(`/events/${door.event.id}/registrations/${guests[6]!.id}/cancel`, { reason: 'Salah acara' });
    overview = await read();
  });
  afterAll(() => app.close());

  /** As the mail job would have left them: one refused, one sent an hour ago, the others waiting. */
  async function settleMails(): Promise<void> {
    const of = (n: number) => `subject_id = '${guests[n]!.id}'`;
    const reply = '550 5.1.1 no such user';
    await app.db.query(`UPDATE mail_message SET state = 'failed', server_reply = '${reply}' WHERE ${of(2)}`);
    await app.db.query(`UPDATE mail_message SET state = 'sent', sent_at = '2026-11-23 22:10:00.000' WHERE ${of(0)}`);
  }

  it('counts what the tables hold', async () => {
    const event = `event_id = '${door.event.id}'`;
    const registered = await number(`SELECT COUNT(*) AS n FROM registration WHERE ${event} AND status = 'confirmed'`);
    const present = await number(
      `SELECT COUNT(DISTINCT p.registration_id) AS n FROM presence p JOIN registration r ON r.id = p.registration_id
       WHERE p.${event} AND p.slot = 'day:2026-11-24' AND r.status = 'confirmed'`,
    );
    expect([registered, present]).toEqual([6, 5]);
    expect(overview).toMatchObject({
      present,
      registered,
      missing: registered - present,
      waiting: 0,
      day: '2026-11-24',
    });
    expect(overview.emptySeats).toBe(
      8 - (await number(`SELECT taken AS n FROM seat_pool WHERE ${event} AND scope = 'event'`)),
    );
    expect(overview.event).toMatchObject({ id: door.event.id, venue: 'Balai Pertemuan' });
    const officer = await app.as('gate', door.event.id);
    expect((await scan(app, officer, door, 'junk')).body.counts).toEqual({ present, registered });
  });

  it('draws the arrivals of the day, minute by minute', () => {
    expect(overview.arrivals.counts).toEqual([
      { minute: MORNING.toISOString(), count: 2 },
      { minute: new Date(MORNING.getTime() + MINUTE).toISOString(), count: 2 },
      { minute: new Date(MORNING.getTime() + 7 * MINUTE).toISOString(), count: 1 },
    ]);
    expect(overview.arrivals).toMatchObject({ from: '2026-11-23T23:00:00.000Z', slotMinutes: 1 });
    expect(overview.openingAt).toBe('2026-11-24T00:00:00.000Z');
    expect([overview.lastFiveMinutes, overview.peakPerMinute]).toEqual([1, 2]);
    expect(overview.byGate).toEqual([
      { gate: null, count: 1 },
      { gate: 'Pintu Utama', count: 2 },
      { gate: 'Pintu Timur', count: 2 },
    ]);
  });

  it('adds sub-units to the unit above, with the seats kept for it', () => {
    expect(overview.units).toEqual([
      { unitId: units.get('S'), unit: 'Sekretariat Daerah', registered: 3, present: 2, away: 0, quota: null },
      { unitId: units.get('D'), unit: 'Dinas Kesehatan', registered: 2, present: 2, away: 0, quota: 5 },
      { unitId: null, unit: 'PT Maju', registered: 1, present: 1, away: 0, quota: null },
    ]);
    const sum = (key: 'registered' | 'present') => overview.units.reduce((total, unit) => total + unit[key], 0);
    expect([sum('registered'), sum('present')]).toEqual([overview.registered, overview.present]);
  });

  it('shows what comes through the doors in these minutes, by gate and by unit', () => {
    const { from, gates, units: ofUnits, moreUnits } = overview.flow;
    expect(from).toBe(new Date(MORNING.getTime() + (7 - 29) * MINUTE).toISOString());
    const shown = (lines: FlowLine[]) => lines.map(({ name, total, counts }) => [name, total, counts.slice(-8)]);
    expect(shown(gates)).toEqual([
      [null, 1, [0, 1, 0, 0, 0, 0, 0, 0]],
      ['Pintu Utama', 2, [2, 0, 0, 0, 0, 0, 0, 0]],
      ['Pintu Timur', 2, [0, 1, 0, 0, 0, 0, 0, 1]],
    ]);
    expect(ofUnits.map(({ name, total }) => [name, total])).toEqual([
      ['Sekretariat Daerah', 2],
      ['Dinas Kesehatan', 1],
      ['PT Maju', 1],
      ['Puskesmas Aertembaga', 1],
    ]);
    expect(moreUnits).toBe(0);
    expect(gates.reduce((sum, { total }) => sum + total, 0)).toBe(overview.present);
  });

  it('says which of the officials have come, and how the phones fare', async () => {
    const signing = await openDoor(app, { inDays: 1 });
    const path = `/events/${signing.event.id}`;
    const withoutNip = { nip: undefined, rank: undefined };
    const regent = await addGuest(app, signing.event, 60, {
      ...guest(60, { name: 'Meiske Umpama', position: 'Wali Kota' }),
      ...withoutNip,
    });
    await addGuest(app, signing.event, 61, { ...guest(61, { position: 'Narasumber' }), ...withoutNip });
    const head = await addGuest(app, signing.event, 62);
    const [{ nip } = { nip: '' }] = await app.db.query<{ nip: string }>(
      `SELECT nip FROM registration WHERE id = '${head.id}'`,
    );
    await organiser.put(`${path}/commitment`, {
      title: 'Komitmen Bersama',
      body: 'Kami mendukung.',
      signatories: [
        { name: 'Dr. Meiske Umpama, M.Si.', office: 'Wali Kota' },
        { name: 'Nama di Surat, S.E.', office: 'Kepala Dinas', nip },
        { name: 'Tidak Mendaftar', office: 'Ketua DPRD' },
      ],
    });
    await scan(app, organiser, signing, regent.qr!);
    const made = await organiser.post<{ code: string }>(`${path}/devices`, { name: 'Ponsel Timur', role: 'scanner' });
    const phone = app.client();
    await phone.post('/devices/pairing', { code: made.body.code });
    await phone.post('/door/heartbeat', { queueLength: 4 });
    const { body } = await organiser.get<Overview>(`${path}/overview`);
    const came = app.clock.now().toISOString();
    const at = (arrivedAt: string | null) => ({ arrivedAt, away: null });
    expect(body.officials).toEqual([
      { name: 'Dr. Meiske Umpama, M.Si.', office: 'Wali Kota', signs: true, registered: true, ...at(came) },
      { name: 'Nama di Surat, S.E.', office: 'Kepala Dinas', signs: true, registered: true, ...at(null) },
      { name: 'Tidak Mendaftar', office: 'Ketua DPRD', signs: true, registered: false, ...at(null) },
      expect.objectContaining({ office: 'Narasumber', signs: false, registered: true, ...at(null) }),
    ]);
    expect(body.devices).toMatchObject([{ name: 'Ponsel Timur', state: 'active', queueLength: 4 }]);
  });

  it('counts nobody as awaited who is excused or ill, and agrees with the list of presence', async () => {
    const { event, gates } = await openDoor(app, { inDays: 1 });
    const path = `/events/${event.id}`;
    const people = [];
    for (let n = 70; n < 75; n++) people.push(await addGuest(app, event, n));
    const invited = await addGuest(app, event, 75, {
      ...guest(75, { name: 'Meiske Umpama', unitText: 'DPRD' }),
      ...{ nip: undefined, rank: undefined },
    });
    const correct = async (person: Guest, kind: string, slot = 'day:2026-11-24') => {
      const said = { slot, kind, registrationIds: [person.id], reason: 'Surat menyusul' };
      expect((await organiser.post(`${path}/presence/corrections`, said)).status).toBe(204);
      app.clock.advance(1_000);
    };
    const [excused, cameAfterAll, withdrawn, absent] = people;
    await correct(excused!, 'ill');
    await correct(excused!, 'excused');
    await correct(cameAfterAll!, 'excused');
    await correct(withdrawn!, 'ill');
    await correct(withdrawn!, 'withdrawn');
    await correct(invited, 'ill');
    const { slots } = (await organiser.get<{ slots: { slot: string }[] }>(`${path}/presence`)).body;
    await correct(absent!, 'excused', slots[2]!.slot);
    await scan(app, organiser, { event, gates }, cameAfterAll!.qr!);
    const { body } = await organiser.get<Overview>(`${path}/overview`);
    const { figures } = (await organiser.get<{ figures: Record<string, number> }>(`${path}/presence`)).body;
    expect(body).toMatchObject({ registered: 6, present: 1, away: 2, missing: 3 });
    expect(figures).toEqual({ total: 6, present: 1, late: 0, excused: 1, ill: 1, absent: body.missing });
    expect(body.units.map(({ unit, registered, present, away }) => [unit, registered, present, away])).toEqual([
      ['Sekretariat Daerah', 5, 1, 1],
      ['DPRD', 1, 0, 1],
    ]);
    expect(body.officials).toMatchObject([{ name: 'Meiske Umpama', arrivedAt: null, away: 'ill' }]);
    app.clock.advance(1_000);
    await scan(app, organiser, { event, gates }, invited.qr!);
    const { officials, missing } = (await organiser.get<Overview>(`${path}/overview`)).body;
    expect(officials).toMatchObject([{ arrivedAt: app.clock.now().toISOString(), away: null }]);
    expect(missing).toBe(3);
  });

  it('counts the mails as the outbox does', async () => {
    const state = (states: string) =>
      number(`SELECT COUNT(*) AS n FROM mail_message WHERE event_id = '${door.event.id}' AND state IN (${states})`);
    expect(overview.mail).toMatchObject({
      sent: await state("'sent'"),
      queued: await state("'queued'"),
      failed: await state("'failed', 'bounced'"),
    });
    expect(overview.mail).toMatchObject({ failed: 1, sent: 1, lastSentAt: '2026-11-23T22:10:00.000Z' });
    expect(overview.mail.perHour.reduce((sum, { sent }) => sum + sent, 0)).toBe(overview.mail.sent);
  });

  it('lists what waits for a decision, with those it is about', () => {
    expect(overview.decisions.map(({ kind }) => kind)).toEqual(['scanned_twice', 'device_clock_wrong', 'mails_failed']);
    const [twice, clock, mails] = overview.decisions;
    expect(twice).toMatchObject({ count: 1, names: [guests[2]!.printedName], minutes: [6] });
    expect(clock).toMatchObject({ count: 1, names: ['Pintu Utama'] });
    expect(mails).toMatchObject({ count: 1, names: [guests[2]!.printedName] });
    expect(mails!.reason).toContain('550');
  });

  it('says what is done and what is due', () => {
    expect(overview.checklist.map(({ kind, done }) => [kind, done])).toEqual([
      ['published', true],
      ['registration_closed', false],
      ['gates_ready', true],
      ['first_arrival', true],
      ['event_over', false],
      ['certificates_issued', false],
    ]);
  });

  it('tells of seats that are free while people wait, before the start', async () => {
    const small = await openDoor(app, { capacity: 1, inDays: 2 });
    await addGuest(app, small.event, 20);
    await addGuest(app, small.event, 21);
    await app.db.query(`UPDATE seat_pool SET capacity = 3 WHERE event_id = '${small.event.id}'`);
    const { body } = await organiser.get<Overview>(`/events/${small.event.id}/overview`);
    expect(body).toMatchObject({ emptySeats: 2, waiting: 1, present: 0, day: '2026-11-25' });
    expect(body.decisions).toEqual([expect.objectContaining({ kind: 'seats_free', count: 2, waiting: 1 })]);
  });

  it('reads a draft without agenda', async () => {
    const draft = await makeEvent(app, { publish: false, fields: { sessions: [] } });
    const { status, body } = await organiser.get<Overview>(`/events/${draft.id}/overview`);
    expect([status, body.day, body.arrivals, body.decisions, body.present]).toEqual([200, null, null, [], 0]);
  });

  it('does not know an event that is not there', async () => {
    const { status, body } = await organiser.get<Problem>('/events/0190a3a4-0000-7000-8000-000000000000/overview');
    expect([status, body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
  });

  it('asks for a ruling on what is in conflict, until there is one', async () => {
    const now = app.clock.now().toISOString();
    const again = { id: randomUUID(), input: guests[3]!.qr!, method: 'camera', shown: 'accepted', scannedAt: now };
    app.clock.advance(1_000);
    await organiser.post(`/events/${door.event.id}/scans/sync`, {
      sentAt: app.clock.now().toISOString(),
      scans: [again],
    });
    const asked = async () => (await read()).decisions.find(({ kind }) => kind === 'conflicts_open');
    expect(await asked()).toMatchObject({ count: 1, names: [guests[3]!.printedName] });
    await organiser.post(`/events/${door.event.id}/scans/${again.id}/rulings`, { decision: 'void' });
    expect(await asked()).toBeUndefined();
    const before = (await read()).decisions.map(({ kind }) => kind);
    expect(before).toContain('scanned_twice');
    const recent = await organiser.get<{ scanId: string; verdict: string }[]>(
      `/events/${door.event.id}/scans/recent?limit=50`,
    );
    for (const { scanId, verdict } of recent.body) {
      if (verdict !== 'already_in') continue;
      await organiser.post(`/events/${door.event.id}/scans/${scanId}/rulings`, { decision: 'void' });
    }
    expect((await read()).decisions.map(({ kind }) => kind)).not.toContain('scanned_twice');
  });
});
