import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/index.js';
import { Database } from '../../src/database/index.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, roomOf, scan, type ScanAnswer } from './door.js';

const MINUTE = 60_000;

interface Topic {
  id: string;
  startsAt: string;
  endsAt: string;
  jp: number;
}

describe('the door of a session', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let officer: Client;
  let topics: Topic[];
  const guests: Guest[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app);
    for (let n = 0; n < 10; n++) guests.push(await addGuest(app, door.event, n));
    app.clock.advance(570 * MINUTE);
    organiser = await app.as('organiser', door.event.id);
    officer = await app.as('gate', door.event.id);
    const { body } = await organiser.get<{ sessions: Topic[] }>(`/events/${door.event.id}`);
    topics = body.sessions.filter(({ jp }) => jp > 0);
  });
  afterAll(() => app.close());

  const pass = (guest: Guest, sessionId: string | null, at: Date | string, direction: 'in' | 'out' = 'in') => {
    app.clock.advance(10);
    const scannedAt = new Date(at).toISOString();
    return officer.post<ScanAnswer>(`/events/${door.event.id}/scans`, {
      ...{ id: randomUUID(), gateId: door.gates[0]!.id, input: guest.qr!, method: 'camera', direction },
      ...{ scannedAt, sessionId },
    });
  };
  const after = (moment: string, minutes: number) => new Date(new Date(moment).getTime() + minutes * MINUTE);
  const share = (guest: Guest) =>
    app.get(Database).read(async (m) => (await app.get(Attendance).shares(m, door.event.id)).get(guest.id));

  it('admits from an hour before it begins until it ends, and nobody of another event’s session', async () => {
    const [first, last] = [topics[0]!, topics[1]!];
    const verdicts: string[] = [];
    for (const [sessionId, at] of [
      [first.id, after(first.startsAt, -61)],
      [first.id, after(first.endsAt, 1)],
      [randomUUID(), after(first.startsAt, 1)],
      [first.id, after(first.startsAt, -60)],
    ] as const) {
      verdicts.push((await pass(guests[0]!, sessionId, at)).body.verdict);
    }
    expect(verdicts).toEqual(['not_for_this_session', 'not_for_this_session', 'not_for_this_session', 'accepted']);
    expect((await pass(guests[0]!, last.id, last.startsAt)).body.verdict).toBe('accepted');
    expect((await pass(guests[0]!, last.id, after(last.startsAt, 1))).body.verdict).toBe('already_in');
  });

  it('counts the session by its own scans, the others by the day, and nothing of the day for who was at a session only', async () => {
    const [first, last] = [topics[0]!, topics[1]!];
    const [both, only] = [guests[1]!, guests[2]!];
    await pass(both, null, after(first.startsAt, -30));
    await pass(both, first.id, after(first.startsAt, 100));
    await pass(only, last.id, last.startsAt);
    const counted = await share(both);
    expect(counted?.minutes.get(first.id)).toBe(
      (new Date(first.endsAt).getTime() - new Date(first.startsAt).getTime()) / MINUTE - 100,
    );
    expect(counted?.attendedJp).toBe(4);
    expect(await share(only)).toMatchObject({ attendedJp: 4 });
    expect((await share(only))?.minutes.get(first.id)).toBe(0);
  });

  it('makes its people present on the day, each once', async () => {
    const { body } = await organiser.get<{ present: number; byGate: { count: number }[] }>(
      `/events/${door.event.id}/overview`,
    );
    expect(body.present).toBe(3);
    expect(body.byGate.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    const counts = await officer.get<{ present: number }>(`/events/${door.event.id}/scans/counts`);
    expect(counts.body.present).toBe(3);
    expect((await scan(app, officer, door, guests[1]!.qr!)).body.counts.present).toBe(3);
  });

  it('is a conflict where a phone let somebody in too early', async () => {
    const [first] = topics;
    await officer.post(`/events/${door.event.id}/scans/sync`, {
      sentAt: app.clock.now().toISOString(),
      scans: [
        {
          ...{ id: randomUUID(), gateId: null, input: guests[3]!.qr!, method: 'camera', shown: 'accepted' },
          ...{ sessionId: first!.id, scannedAt: after(first!.startsAt, -90).toISOString() },
        },
      ],
    });
    const { body } = await organiser.get<{ conflict: string; scanId: string }[]>(`/events/${door.event.id}/conflicts`);
    expect(body.map(({ conflict }) => conflict)).toEqual(['not_for_this_session']);
    await organiser.post(`/events/${door.event.id}/scans/${body[0]!.scanId}/rulings`, { decision: 'admit' });
    expect((await share(guests[3]!))?.minutes.get(first!.id)).toBeGreaterThan(0);
  });

  it('takes no hours of whom the desk admits at the door of a session that was over', async () => {
    const [first] = topics;
    const guest = guests[5]!;
    await pass(guest, null, after(first!.startsAt, -30));
    const { attendedJp } = (await share(guest))!;
    const id = randomUUID();
    const kept = { id, gateId: null, input: guest.qr!, method: 'camera', shown: 'accepted', sessionId: first!.id };
    await officer.post(`/events/${door.event.id}/scans/sync`, {
      sentAt: app.clock.now().toISOString(),
      scans: [{ ...kept, scannedAt: after(first!.endsAt, 1).toISOString() }],
    });
    const { body } = await organiser.get<{ scanId: string; countsOn: string }[]>(`/events/${door.event.id}/conflicts`);
    expect(body.find(({ scanId }) => scanId === id)?.countsOn).toBe(first!.startsAt.slice(0, 10));
    await organiser.post(`/events/${door.event.id}/scans/${id}/rulings`, { decision: 'admit' });
    expect((await share(guest))!.attendedJp).toBe(attendedJp);
  });

  it('goes at the time that is set whoever was never scanned out', async () => {
    const [first, last] = [topics[0]!, topics[1]!];
    await pass(guests[4]!, null, first.startsAt);
    expect((await share(guests[4]!))?.attendedJp).toBe(8);
    const settings = `/events/${door.event.id}/attendance-settings`;
    expect((await organiser.put(settings, { goneAt: '24:00' })).status).toBe(422);
    expect((await organiser.put(settings, { goneAt: '13:00' })).status).toBe(204);
    expect((await organiser.get(settings)).body).toEqual({ goneAt: '13:00' });
    expect((await share(guests[4]!))?.attendedJp).toBe(4);
    expect((await share(guests[4]!))?.minutes.get(last.id)).toBe(30);
    await organiser.put(settings, { goneAt: null });
    expect((await share(guests[4]!))?.attendedJp).toBe(8);
  });

  it('counts the time of two rooms once, for the door at which the ticket was seen last', async () => {
    const [first] = topics;
    const [here, there, back, split] = [guests[6]!, guests[7]!, guests[8]!, guests[9]!];
    const room = {
      kind: 'topic',
      title: 'Kelas B',
      jp: 3,
      jpReason: 'Kelas sejajar',
      roomId: await roomOf(organiser, door),
    };
    const beside = await organiser.post<Topic>(`/events/${door.event.id}/sessions`, {
      ...{ ...room, startsAt: first!.startsAt, endsAt: first!.endsAt },
    });
    const passes = [
      await pass(here, first!.id, after(first!.startsAt, -20)),
      await pass(here, beside.body.id, after(first!.startsAt, -10)),
      await pass(there, null, after(first!.startsAt, -30)),
      await pass(there, beside.body.id, after(first!.startsAt, 5)),
    ];
    expect(passes.map(({ body }) => body.verdict)).toEqual(passes.map(() => 'accepted'));
    expect((await share(here))?.attendedJp).toBe(3);
    expect((await share(here))?.minutes.get(first!.id)).toBe(0);
    // Scanned anew at a door out of which nobody scanned him, he is there again.
    await pass(back, first!.id, after(first!.startsAt, -20));
    await pass(back, beside.body.id, after(first!.startsAt, -10));
    expect((await pass(back, first!.id, after(first!.startsAt, -5))).body.verdict).toBe('already_in');
    expect((await share(back))?.attendedJp).toBe(first!.jp);
    // By the day he has the afternoon, and of the morning what lies before he was seen at the other door.
    expect((await share(there))?.attendedJp).toBe(3 + topics[1]!.jp);
    expect((await share(there))?.minutes.get(first!.id)).toBe(5);
    const statusOf = async ({ id }: Guest) => {
      const { body } = await organiser.get<{ rows: { registrationId: string; status: string }[] }>(
        `/events/${door.event.id}/presence?slot=session:${first!.id}&limit=200`,
      );
      return body.rows.find(({ registrationId }) => registrationId === id)?.status;
    };
    expect([await statusOf(here), await statusOf(there)]).toEqual(['present', 'present']);
    // Of two stays of the day the first lies wholly in the other room: he came late.
    for (const [slot, minute, direction] of [
      [null, -20, 'in'],
      [beside.body.id, -15, 'in'],
      [null, 25, 'out'],
      [beside.body.id, 30, 'out'],
      [null, 40, 'in'],
    ] as const) {
      await pass(split, slot, after(first!.startsAt, minute), direction);
    }
    expect(await statusOf(split)).toBe('late');
    // Seen there from the beginning on, he was not here.
    await pass(there, beside.body.id, after(first!.startsAt, -40));
    expect(await statusOf(there)).toBe('absent');
    expect((await share(there))?.minutes.get(first!.id)).toBe(0);
  });

  it('takes whom a supervisor lets in into the session', async () => {
    const { id: sessionId, startsAt } = topics[0]!;
    const slotOf = async (scanId: string) =>
      (await app.db.query<{ slot: string }>(`SELECT slot FROM scan WHERE id = '${scanId}'`))[0]?.slot;
    app.clock.set(new Date(startsAt));
    const at = { gateId: null, sessionId, scannedAt: startsAt };
    const admission = { id: randomUUID(), registrationId: guests[5]!.id, reason: 'Ponselnya mati', ...at };
    expect((await organiser.post(`/events/${door.event.id}/scans/admissions`, admission)).status).toBe(200);
    expect(await slotOf(admission.id)).toBe(`session:${sessionId}`);
  });
});
