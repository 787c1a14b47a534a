import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../../src/common/index.js';
import { Database, insertRows, Transactions } from '../../src/database/index.js';
import { AttendanceSettings } from '../../src/attendance/presence/attendance-settings.entity.js';
import { PresenceCorrection } from '../../src/attendance/presence/correction.entity.js';
import { presenceAt, PresenceFactsReader } from '../../src/attendance/presence/presence-facts.js';
import { placeOfSlot } from '../../src/attendance/presence/slots.js';
import { Presence } from '../../src/attendance/presence.entity.js';
import { NOTHING_KNOWN } from '../../src/attendance/rules/attended.js';
import { correctionKinds } from '../../src/attendance/rules/correction.js';
import { maskNip } from '../../src/directory/index.js';
import { guest as guestBody, nipOf } from '../factories/applicants.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, roomOf, scan } from './door.js';

const MINUTE = 60_000;
const DAY = 'day:2026-11-24';
/** One that is known as a title, and one that could begin a name. */
const TITLES = [{ frontTitle: 'Dr. Ir.', backTitle: 'S.T., M.T.' }, { frontTitle: 'Pnt.' }];

interface Listed {
  slot: string;
  slots: { slot: string; title: string | null; startsAt: string }[];
  figures: Record<string, number>;
  matched: number;
  rows: {
    registrationId: string;
    printedName: string;
    nipMasked: string | null;
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
  let twins: { event: Door['event']; people: Guest[]; visitor: Guest };

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    for (let n = 0; n < 5; n++)
      guests.push(await addGuest(app, door.event, n, { ...TITLES[n], unitText: `Kantor 50% ${n}` }));
    twins = await withNamesakes(app);
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
    for (const { id, printedName } of guests) {
      const found = await list(`?q=${encodeURIComponent(printedName)}`);
      expect([printedName, found.rows.map((row) => row.registrationId)]).toEqual([printedName, [id]]);
    }
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page: Listed = await list(`?limit=2${next ? `&after=${next}` : ''}`);
      seen.push(...page.rows.map(({ registrationId }) => registrationId));
      next = page.next;
    }
    expect(seen.sort()).toEqual(guests.map(({ id }) => id).sort());
  });

  it('says how many are on all pages of what was asked for', async () => {
    const matched = async (query: string) => (await list(`?limit=1${query}`)).matched;
    expect(await matched('')).toBe(5);
    expect(await matched('&status=present')).toBe(2);
    expect(await matched('&status=late')).toBe(1);
    expect(await matched(`&q=${encodeURIComponent('50%')}`)).toBe(5);
    expect(await matched(`&q=${encodeURIComponent('50% 3')}`)).toBe(1);
    expect(await matched(`&q=${encodeURIComponent('50%')}&status=present`)).toBe(2);
    expect(await matched(`&q=${encodeURIComponent('50% 3')}&status=present`)).toBe(0);
  });

  it('tells namesakes of one unit apart by the NIP, and finds each by it or by the ticket', async () => {
    const { event, people, visitor } = twins;
    const client = await app.as('organiser', event.id);
    const rows = async (q = '') =>
      (await client.get<Listed>(`/events/${event.id}/presence?q=${encodeURIComponent(q)}`)).body.rows;
    const found = async (q: string) => (await rows(q)).map(({ registrationId }) => registrationId);
    const masked = Object.fromEntries((await rows()).map((row) => [row.registrationId, row.nipMasked]));
    expect(masked).toEqual({
      ...Object.fromEntries(people.map(({ id }, n) => [id, maskNip(nipOf(50 + n))])),
      [visitor.id]: null,
    });
    expect(await found('Siti Rahman')).toHaveLength(3);
    for (const [n, { id, ticketCode }] of people.entries()) {
      const nip = nipOf(50 + n);
      const onPaper = `${nip.slice(0, 8)} ${nip.slice(8, 14)} ${nip.slice(14, 15)} ${nip.slice(15)}`;
      const codes = [ticketCode, `${ticketCode.slice(0, 4)} ${ticketCode.slice(4)}`.toLowerCase()];
      for (const text of [nip, onPaper, nip.slice(0, 15), ...codes]) {
        expect([text, await found(text)]).toEqual([text, [id]]);
      }
    }
    expect(await found(nipOf(53))).toEqual([]);
  });

  it('tells of one session by its own door and what was said of it, else by the day', async () => {
    const session = (await list()).slots[2]!.slot;
    expect((await list(`?slot=${session}`)).figures).toEqual({
      ...{ total: 5, present: 2, late: 1, excused: 1, ill: 1, absent: 1 },
    });
    const say = (guest: Guest, said: object) =>
      organiser.post(`/events/${door.event.id}/presence/corrections`, {
        ...{ slot: session, registrationIds: [guest.id], reason: 'Daftar', ...said },
      });
    expect((await say(guests[4]!, { kind: 'present', from: '08:00' })).status).toBe(204);
    expect((await say(guests[1]!, { kind: 'absent' })).status).toBe(204);
    const page = await list(`?slot=${session}`);
    expect(guests.map((guest) => statusOf(page, guest))).toEqual(['present', 'absent', 'excused', 'ill', 'present']);
    const row = (guest: Guest) => page.rows.find(({ registrationId }) => registrationId === guest.id);
    expect(row(guests[0]!)).toMatchObject({ inAt: MORNING.toISOString(), outAt: null, minutes: 130, corrected: false });
    expect(row(guests[1]!)).toMatchObject({ inAt: null, minutes: 0, jp: 0, corrected: true });
    expect(row(guests[4]!)).toMatchObject({ minutes: 130, jp: 4, corrected: true });
    expect((await list()).figures).toEqual({ total: 5, present: 3, late: 1, excused: 1, ill: 1, absent: 0 });
    // Nobody can have been in what has not begun.
    const afternoon = (await list()).slots[4]!.slot;
    expect((await list(`?slot=${afternoon}`)).figures).toMatchObject({ present: 0, excused: 1, ill: 1, absent: 3 });
  });

  it('says in the database what the rules say, whatever stays and corrections there are', async () => {
    const { slots } = await list();
    const session = slots[2]!;
    const begins = Date.parse(session.startsAt);
    const beside = await organiser.post<{ id: string }>(`/events/${door.event.id}/sessions`, {
      ...{
        kind: 'topic',
        title: 'Kelas B',
        startsAt: session.startsAt,
        jp: 3,
        jpReason: 'Kelas sejajar',
        roomId: await roomOf(organiser, door),
      },
      endsAt: new Date(begins + 150 * MINUTE).toISOString(),
    });
    expect(beside.status).toBe(201);
    const besideSlot = `session:${beside.body.id}`;
    const minutes = fc.integer({ min: -120, max: 240 }).map((n) => new Date(begins + n * MINUTE));
    const stay = fc.record({
      slot: fc.constantFrom(DAY, session.slot, besideSlot),
      inAt: minutes,
      length: fc.nat(180),
      open: fc.boolean(),
    });
    const said = fc.record({
      slot: fc.constantFrom(DAY, session.slot, besideSlot),
      kind: fc.constantFrom(...correctionKinds),
      at: minutes,
    });
    const history = fc.tuple(fc.array(stay, { maxLength: 4 }), fc.array(said, { maxLength: 3 }));
    const asked = [DAY, session.slot, besideSlot];
    const goneAt = fc.constantFrom(null, '07:30', '09:00', '12:00');
    await fc.assert(
      fc.asyncProperty(fc.tuple(...guests.map(() => history)), goneAt, minutes, async (histories, gone, now) => {
        app.clock.set(now);
        await app.get(Transactions).run(async (tx) => {
          await tx.deleteAll(Presence);
          await tx.deleteAll(PresenceCorrection);
          await tx.upsert(AttendanceSettings, { eventId: door.event.id, goneAt: gone }, ['eventId']);
          for (const [n, [stays, saids]] of histories.entries()) {
            const of = { registrationId: guests[n]!.id, eventId: door.event.id };
            await insertRows(tx, Presence, entriesOf(stays).map((entry) => ({ ...of, ...entry })) as Presence[]);
            const rows = saids.map(({ slot, kind, at }) => ({ id: newId(), slot, kind, at, reason: 'Acak', ...of }));
            await insertRows(tx, PresenceCorrection, rows as PresenceCorrection[]);
          }
        });
        const rules = await app.get(Database).read(async (m) => {
          const facts = await app.get(PresenceFactsReader).of(m, door.event.id);
          return asked.map((slot) => {
            const place = placeOfSlot(slot, facts.sessions, facts.event.zone);
            const presence = presenceAt(place, facts, now);
            return guests.map(({ id }) => presence(facts.people.get(id) ?? NOTHING_KNOWN).status);
          });
        });
        for (const [n, slot] of asked.entries()) {
          const page = await list(`?slot=${slot}`);
          expect(guests.map((guest) => statusOf(page, guest))).toEqual(rules[n]);
        }
      }),
      { numRuns: 30 },
    );
  });
});

/** Two of one name and unit, and a guest who has no NIP. */
async function withNamesakes(app: TestApp) {
  const { event } = await openDoor(app);
  const same = { name: 'Siti Rahman', unitText: 'Sekretariat Daerah' };
  const people = [await addGuest(app, event, 50, same), await addGuest(app, event, 51, same)];
  const visitor = await addGuest(app, event, 52, { ...guestBody(52, same), nip: undefined, rank: undefined });
  return { event, people, visitor };
}

/** As scans leave them: one after the other in each slot, the last one open at most. */
function entriesOf(stays: { slot: string; inAt: Date; length: number; open: boolean }[]) {
  const free = new Map<string, { number: number; from: number }>();
  return [...stays]
    .sort((a, b) => a.inAt.getTime() - b.inAt.getTime())
    .flatMap(({ slot, inAt, length, open }) => {
      const { number, from } = free.get(slot) ?? { number: 1, from: 0 };
      if (inAt.getTime() < from) return [];
      const outAt = open ? null : new Date(inAt.getTime() + length * MINUTE);
      free.set(slot, { number: number + 1, from: outAt ? outAt.getTime() + 1 : Infinity });
      return [{ id: newId(), slot, entryNo: number, inAt, outAt, gateId: null, inScanId: null, outScanId: null }];
    });
}
