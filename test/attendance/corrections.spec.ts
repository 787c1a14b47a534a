import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { personas } from '../personas.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

const MINUTE = 60_000;
/** The day of `MORNING` in Bitung. */
const DAY = 'day:2026-11-24';
const PEOPLE = 8;

describe('corrections of presence, and presence rebuilt', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let officer: Client;
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    for (let n = 0; n < PEOPLE; n++) guests.push(await addGuest(app, door.event, n));
    // In the evening: nobody can say before what time somebody came or went.
    app.clock.advance(10 * 60 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    officer = await app.as('gate', door.event.id);
  });
  afterAll(() => app.close());

  const path = (rest: string) => `/events/${door.event.id}/presence/${rest}`;
  const ids = (...some: (Guest | undefined)[]) => some.map((guest) => guest!.id);
  const correct = <T = Problem>(registrationIds: string[], said: Record<string, unknown>) =>
    organiser.post<T>(path('corrections'), { slot: DAY, reason: 'Daftar kertas meja 2', registrationIds, ...said });
  const rebuild = async () => (await organiser.post<{ checked: number; changed: number }>(path('rebuild'))).body;
  const presence = () =>
    app.db.query(
      `SELECT registration_id, slot, entry_no, in_at, out_at, gate_id, in_scan_id, out_scan_id FROM presence
       ORDER BY registration_id, slot, entry_no`,
    );
  const arrivals = () => app.db.query('SELECT id, arrived_at FROM registration ORDER BY id');
  const stays = async ({ id }: Guest) => {
    const rows = await app.db.query<{ in_at: string | Date; out_at: string | Date | null }>(
      `SELECT in_at, out_at FROM presence WHERE registration_id = '${id}' ORDER BY entry_no`,
    );
    return rows.map((row) => [row.in_at, row.out_at].map((at) => (at === null ? null : clock(at))));
  };
  const clock = (at: string | Date) =>
    new Date(at instanceof Date ? at : `${at.replace(' ', 'T')}Z`).toLocaleTimeString('en-GB', {
      timeZone: 'Asia/Makassar',
      hour: '2-digit',
      minute: '2-digit',
    });

  it('sets a presence that no scan shows, and takes it back', async () => {
    const guest = guests[0]!;
    expect((await correct(ids(guest), { kind: 'present', from: '08:00', to: '12:30' })).status).toBe(204);
    expect(await stays(guest)).toEqual([['08:00', '12:30']]);
    expect((await correct(ids(guest), { kind: 'withdrawn', reason: 'Salah orang' })).status).toBe(204);
    expect(await stays(guest)).toEqual([]);
    const { body } = await organiser.get<{ kind: string; reason: string; by: string }[]>(
      `${path(`corrections/${guest.id}`)}?slot=${DAY}`,
    );
    const { name } = personas.organiser;
    expect(body.map(({ kind, reason, by }) => [kind, reason, by])).toEqual([
      ['withdrawn', 'Salah orang', name],
      ['present', 'Daftar kertas meja 2', name],
    ]);
    const [row] = await app.db.query<{ arrived_at: unknown }>(
      `SELECT arrived_at FROM registration WHERE id = '${guest.id}'`,
    );
    expect(row?.arrived_at).toBeNull();
  });

  it('takes away what the scans say, and gives it back as it was', async () => {
    const guest = guests[1]!;
    await scan(app, officer, door, guest.qr!);
    const scanned = await presence();
    for (const kind of ['absent', 'excused', 'ill']) {
      expect((await correct(ids(guest), { kind })).status).toBe(204);
      expect(await stays(guest)).toEqual([]);
    }
    expect((await scan(app, officer, door, guest.qr!)).body.verdict).toBe('already_in');
    expect(await stays(guest)).toEqual([]);
    await correct(ids(guest), { kind: 'withdrawn' });
    expect(await presence()).toEqual(scanned);
  });

  it('types in a paper list, all of it or none, and says which row is wrong', async () => {
    const list = ids(guests[2], guests[3], guests[4]);
    const before = await presence();
    const refused = await correct([...list, randomUUID()], { kind: 'present', from: '07:45', to: '16:00' });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ field: 'registrationIds.3', code: 'PERSON_WITHOUT_SEAT' }]);
    expect(await presence()).toEqual(before);
    expect((await correct(list, { kind: 'present', from: '07:45', to: '16:00' })).status).toBe(204);
    for (const guest of guests.slice(2, 5)) expect(await stays(guest)).toEqual([['07:45', '16:00']]);
  });

  it('refuses what makes no sense, each fault at its field', async () => {
    const faults = async (said: Record<string, unknown>) => {
      const { status, body } = await correct(ids(guests[5]), said);
      expect(status).toBe(422);
      return body.errors?.map(({ field, code }) => `${field} ${code}`) ?? body.code;
    };
    expect(await faults({ kind: 'present' })).toEqual(['from REQUIRED']);
    expect(await faults({ kind: 'present', from: '10:00', to: '09:00' })).toEqual(['to GONE_BEFORE_COMING']);
    expect(await faults({ kind: 'present', from: '17:11', to: '17:12' })).toEqual(['from COME_AHEAD', 'to GONE_AHEAD']);
    expect(await faults({ kind: 'present', from: '17:10', to: '17:11' })).toEqual(['to GONE_AHEAD']);
    expect((await correct(ids(guests[5]), { kind: 'ill', reason: ' ' })).status).toBe(422);
    expect(await faults({ kind: 'ill', slot: 'day:2026-11-30' })).toEqual(['slot DAY_OUTSIDE_EVENT']);
    expect(await faults({ kind: 'ill', slot: `session:${randomUUID()}` })).toEqual(['slot SESSION_OUTSIDE_EVENT']);
    expect((await officer.post(path('corrections'), {})).status).toBe(403);
  });

  it('rebuilds what somebody has spoilt, and then nothing', async () => {
    await scan(app, officer, door, guests[5]!.qr!);
    const right = [await presence(), await arrivals()];
    expect(await rebuild()).toMatchObject({ changed: 0 });
    const [first, second, third] = ids(guests[2], guests[3], guests[5]);
    await app.db.query(`DELETE FROM presence WHERE registration_id = '${first}'`);
    await app.db.query(`UPDATE presence SET out_at = NULL, entry_no = 3 WHERE registration_id = '${second}'`);
    await app.db.query(`UPDATE presence SET in_at = '2026-11-24 03:00:00.000' WHERE registration_id = '${third}'`);
    await app.db.query(`UPDATE registration SET arrived_at = NULL WHERE id = '${third}'`);
    const { changed } = await rebuild();
    expect(changed).toBeGreaterThanOrEqual(4);
    expect([await presence(), await arrivals()]).toEqual(right);
    expect(await rebuild()).toMatchObject({ changed: 0 });
  });

  it('finds nothing to change after any history', async () => {
    const step = fc.record({
      who: fc.nat(PEOPLE - 1),
      what: fc.constantFrom('in', 'out', 'present', 'absent', 'excused', 'withdrawn', 'void', 'admit'),
    });
    const history = fc.sample(fc.array(step, { minLength: 40, maxLength: 40 }), { numRuns: 1, seed: 20261129 })[0]!;
    let scanId = '';
    const corrected = new Set([2, 3, 4]);
    for (const { who, what } of history) {
      app.clock.advance(MINUTE);
      const guest = guests[who]!;
      if (what === 'in' || what === 'out') {
        scanId = (await scan(app, officer, door, guest.qr!, { direction: what })).body.scanId;
      } else if (what === 'void' || what === 'admit') {
        if (scanId) await organiser.post(`/events/${door.event.id}/scans/${scanId}/rulings`, { decision: what });
      } else {
        const { status } = await correct(ids(guest), { kind: what, from: '08:00' });
        expect(status).toBe(what === 'withdrawn' && !corrected.has(who) ? 422 : 204);
        if (what === 'withdrawn') corrected.delete(who);
        else corrected.add(who);
      }
    }
    const kept = [await presence(), await arrivals()];
    expect(await rebuild()).toMatchObject({ changed: 0 });
    expect([await presence(), await arrivals()]).toEqual(kept);
  });
});
