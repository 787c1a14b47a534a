import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Attendance, Presence, Scan } from '../../src/attendance/index.js';
import { outcomeOf } from '../../src/attendance/rules/standing.js';
import { Database } from '../../src/database/index.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

type Press = { direction: 'in' | 'out'; minute: number };

const MINUTE = 60_000;
/** 07:10 in Bitung is minute 0: two topics of four JP, from 50 to 230 and from 320 to 500. */
const TOPICS = [
  { from: 50, to: 230, jp: 4 },
  { from: 320, to: 500, jp: 4 },
];
const PEOPLE = 12;

describe('presence and hours', () => {
  let app: TestApp;
  let door: Door;
  let officer: Client;
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    for (let n = 0; n < 5 + PEOPLE; n++) guests.push(await addGuest(app, door.event, n));
    app.clock.advance(510 * MINUTE);
    officer = await app.as('gate', door.event.id);
  });
  afterAll(() => app.close());

  const read = <T>(work: Parameters<Database['read']>[0]) => app.get(Database).read(work) as Promise<T>;
  const shares = () => app.get(Database).read((m) => app.get(Attendance).shares(m, door.event.id));
  const at = (minute: number) => new Date(MORNING.getTime() + minute * MINUTE);

  /** Reported in the afternoon, as by a phone that had no network. */
  async function pass(guest: Guest, ...presses: Press[]): Promise<void> {
    for (const { direction, minute } of presses) {
      app.clock.advance(10);
      const { body } = await scan(app, officer, door, guest.qr!, { direction, scannedAt: at(minute).toISOString() });
      expect(['accepted', 'already_in']).toContain(body.verdict);
    }
  }

  it('gives the hours of the sessions a person sat through', async () => {
    const [all, late, left, between, never] = guests as [Guest, Guest, Guest, Guest, Guest];
    await pass(all, { direction: 'in', minute: 0 });
    await pass(late, { direction: 'in', minute: 111 });
    await pass(left, { direction: 'in', minute: 110 }, { direction: 'out', minute: 240 });
    await pass(between, { direction: 'in', minute: 240 }, { direction: 'out', minute: 300 });
    const hours = await shares();
    expect(hours.get(all.id)).toMatchObject({ attendedJp: 8, jp: 8 });
    expect(hours.get(late.id)).toMatchObject({ attendedJp: 4, jp: 8 });
    expect(hours.get(left.id)).toMatchObject({ attendedJp: 4, jp: 8 });
    expect(hours.get(between.id)).toMatchObject({ attendedJp: 0, jp: 8 });
    expect(hours.has(never.id)).toBe(false);
  });

  it('tells the participant only the hours so far', async () => {
    const early = new Date(app.clock.now());
    const ticket = async () => {
      const { body } = await app.client().get<{ attendedJp: number | null }>(`/public/tickets/${guests[0]!.token}`);
      return body.attendedJp;
    };
    expect(await ticket()).toBe(8);
    app.clock.set(at(180));
    expect(await ticket()).toBe(4);
    app.clock.set(at(60));
    expect(await ticket()).toBe(0);
    app.clock.set(early);
  });

  it('keeps stays that follow from the admitted scans, and hours that follow from the stays', async () => {
    const press = fc.record({ direction: fc.constantFrom('in' as const, 'out' as const), minute: fc.nat(505) });
    const rows = fc.sample(fc.array(press, { minLength: 1, maxLength: 7 }), { numRuns: PEOPLE, seed: 20261124 });
    for (const [n, presses] of rows.entries()) await pass(guests[5 + n]!, ...presses);
    const hours = await shares();
    for (const { id: registrationId } of guests.slice(5)) {
      const scans = await read<Scan[]>((m) => m.find(Scan, { where: { registrationId } }));
      const stays = await read<Presence[]>((m) =>
        m.find(Presence, { where: { registrationId }, order: { entryNo: 'ASC' } }),
      );
      const derived = outcomeOf(scans.map((each) => ({ ...each, ruling: null }))).entries;
      expect(stays.map(({ entryNo, inAt, outAt }) => ({ entryNo, inAt, outAt }))).toEqual(
        derived.map(({ entryNo, inAt, outAt }) => ({ entryNo, inAt, outAt })),
      );
      const inside = (minute: number) =>
        stays.some(({ inAt, outAt }) => inAt <= at(minute) && (outAt === null || outAt > at(minute)));
      const minutes = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
      const model = TOPICS.filter(({ from, to }) => 3 * minutes(from, to).filter(inside).length >= 2 * (to - from));
      expect(hours.get(registrationId)?.attendedJp).toEqual(
        stays.length ? model.reduce((sum, { jp }) => sum + jp, 0) : undefined,
      );
    }
  });
});
