import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

const MINUTE = 60_000;
const DAY = 'day:2026-11-24';

interface Listed {
  slot: string;
  slots: { slot: string; title: string | null }[];
  figures: Record<string, number>;
  rows: {
    registrationId: string;
    printedName: string;
    status: string;
    inAt: string | null;
    outAt: string | null;
    minutes: number;
    jp: number;
    corrected: boolean;
  }[];
  next: string | null;
}

describe('the list of presence', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    for (let n = 0; n < 5; n++) guests.push(await addGuest(app, door.event, n, { unitText: `Kantor 50% ${n}` }));
    organiser = await app.as('organiser');
    const officer = await app.as('gate', door.event.id);
    await scan(app, officer, door, guests[0]!.qr!);
    app.clock.set(new Date(MORNING.getTime() + 51 * MINUTE));
    await scan(app, officer, door, guests[1]!.qr!);
    for (const [n, kind] of [
      [2, 'excused'],
      [3, 'ill'],
    ] as const) {
      const body = { slot: DAY, kind, registrationIds: [guests[n]!.id], reason: 'Surat menyusul' };
      await organiser.post(`/events/${door.event.id}/presence/corrections`, body);
    }
    app.clock.advance(129 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
  });
  afterAll(() => app.close());

  const list = async (query = '') => (await organiser.get<Listed>(`/events/${door.event.id}/presence${query}`)).body;
  const statusOf = (page: Listed, guest: Guest) =>
    page.rows.find(({ registrationId }) => registrationId === guest.id)?.status;

  it('tells of the nearest day who came, who late, who is excused, ill, or absent', async () => {
    const page = await list();
    expect(page.slot).toBe(DAY);
    expect(page.slots.map(({ title }) => title)).toEqual([
      null,
      'Registrasi ulang',
      'Arsitektur SPBE dan data terbuka',
      'Istirahat, salat dan makan',
      'Keamanan informasi daerah',
    ]);
    expect(page.figures).toEqual({ total: 5, present: 2, late: 1, excused: 1, ill: 1, absent: 1 });
    expect(guests.map((guest) => statusOf(page, guest))).toEqual(['present', 'late', 'excused', 'ill', 'absent']);
    const first = page.rows.find(({ registrationId }) => registrationId === guests[0]!.id);
    // From 07:10 to 10:10: 50 minutes of the desk and 130 of the first topic.
    expect(first).toMatchObject({ inAt: MORNING.toISOString(), outAt: null, minutes: 180, jp: 4, corrected: false });
    expect(page.rows.filter(({ corrected }) => corrected)).toHaveLength(2);
  });

  it('is filtered by status, words of a name or a unit, and turned page by page', async () => {
    expect((await list('?status=present')).rows).toHaveLength(2);
    expect((await list('?status=late')).rows.map((row) => row.registrationId)).toEqual([guests[1]!.id]);
    expect((await list(`?q=${encodeURIComponent('50% 3')}`)).rows.map((row) => row.registrationId)).toEqual([
      guests[3]!.id,
    ]);
    expect((await list(`?q=${encodeURIComponent('5_%')}`)).rows).toEqual([]);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Listed = await list(`?limit=2${next ? `&after=${next}` : ''}`);
      seen.push(...page.rows.map(({ registrationId }) => registrationId));
      next = page.next;
    }
    expect(seen.sort()).toEqual(guests.map(({ id }) => id).sort());
  });

  it('tells of one session, by what was said of it', async () => {
    const session = (await list()).slots[2]!.slot;
    const body = { slot: session, kind: 'present', from: '08:00', registrationIds: [guests[4]!.id], reason: 'Daftar' };
    expect((await organiser.post(`/events/${door.event.id}/presence/corrections`, body)).status).toBe(204);
    const page = await list(`?slot=${session}`);
    expect(page.figures).toMatchObject({ present: 1, absent: 4 });
    expect(page.rows.find(({ registrationId }) => registrationId === guests[4]!.id)).toMatchObject({
      ...{ status: 'present', minutes: 130, jp: 4, corrected: true },
    });
    expect((await list()).figures).toEqual({ total: 5, present: 3, late: 1, excused: 1, ill: 1, absent: 0 });
  });
});
