import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PresenceRepository } from '../../src/attendance/presence/presence.repository.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { travel } from '../support/travel.js';
import { addGuest, type Door, type Guest, MORNING, openDoor, scan } from './door.js';

const HOUR = 60 * 60_000;
const DAY_MS = 24 * HOUR;

interface Listed {
  slot: string;
  slots: { slot: string; title: string | null; startsAt: string }[];
  figures: { present: number; ill: number };
}

interface Session {
  id: string;
  kind: string;
  startsAt: string;
  endsAt: string;
}

describe('an agenda that people have attended', () => {
  let app: TestApp;
  let door: Door;
  let organiser: Client;
  let guests: Guest[];
  let sessions: Session[];

  beforeAll(async () => {
    app = await TestApp.start({ now: MORNING, mail: 'outbox' });
    door = await openDoor(app, { days: 2 });
    guests = [];
    for (let n = 0; n < 5; n++) guests.push(await addGuest(app, door.event, n));
    organiser = await app.as('organiser', door.event.id);
    sessions = (await organiser.get<{ sessions: Session[] }>(`/events/${door.event.id}`)).body.sessions;
    app.clock.advance(HOUR);
    const sent = await scan(app, await app.as('gate', door.event.id), door, guests[0]!.qr!, {
      ...{ sessionId: first().id },
    });
    expect(sent.body.verdict).toBe('accepted');
  });
  afterAll(() => app.close());

  /** The first topic of the first day, at whose own door a guest was seen. */
  const first = () => sessions.find(({ kind }) => kind === 'topic')!;
  const byDays = (at: string, days: number) => new Date(new Date(at).getTime() + days * DAY_MS).toISOString();
  const shifted = ({ startsAt, endsAt }: Session, days: number) => ({
    startsAt: byDays(startsAt, days),
    endsAt: byDays(endsAt, days),
  });
  const edit = ({ id }: Session, body: object) =>
    organiser.patch<Problem>(`/events/${door.event.id}/sessions/${id}`, body);
  const remove = ({ id }: Session) => organiser.delete<Problem>(`/events/${door.event.id}/sessions/${id}`);
  const presence = async (query: string) =>
    (await organiser.get<Listed>(`/events/${door.event.id}/presence${query}`)).body;
  const correct = (slot: string, kind: string, guest: Guest, times: object = {}) =>
    organiser.post<Problem>(`/events/${door.event.id}/presence/corrections`, {
      ...{ slot, kind, registrationIds: [guest.id], reason: 'Daftar kertas', ...times },
    });
  const faults = ({ body }: { body: Problem | null }) => body?.errors?.map(({ field, code }) => `${field} ${code}`);

  it('takes no correction of what has not come, or of another time than the session', async () => {
    const tomorrow = await correct('day:2026-11-25', 'absent', guests[1]!);
    expect([tomorrow.status, faults(tomorrow)]).toEqual([422, ['kind ABSENT_AHEAD']]);
    const said = async (times: object) => faults(await correct(`session:${first().id}`, 'present', guests[1]!, times));
    expect(await said({ from: '03:00', to: '03:30' })).toEqual(['from COME_OUTSIDE_SESSION', 'to GONE_BEFORE_SESSION']);
    expect(await said({ from: '06:59' })).toEqual(['from COME_OUTSIDE_SESSION']);
    const early = await correct(`session:${first().id}`, 'present', guests[1]!, { from: '06:59' });
    expect(early.body.errors?.[0]?.message).toContain('dibuka pukul 07.00–11.00 WITA.');
    expect(await said({ from: '07:00' })).toBeUndefined();
    expect((await correct(`session:${first().id}`, 'withdrawn', guests[1]!)).status).toBe(204);
  });

  it('takes back no correction where none stands', async () => {
    const slot = `session:${first().id}`;
    for (const guest of [guests[0]!, guests[1]!]) {
      const back = await correct(slot, 'withdrawn', guest);
      expect([back.status, faults(back)]).toEqual([422, ['registrationIds.0 NOTHING_TO_WITHDRAW']]);
    }
    expect(
      (await organiser.get<unknown[]>(`/events/${door.event.id}/presence/corrections/${guests[0]!.id}`)).body,
    ).toEqual([]);
  });

  it('keeps a session on its day, where moving it would move those who came', async () => {
    const [one, two] = ['?slot=day:2026-11-24', '?slot=day:2026-11-25'];
    expect((await presence(one)).figures.present).toBe(1);
    const set = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => {
      const [from, to] = [startsAt, endsAt].map((at) => at.replace('T', ' ').replace('Z', ''));
      return app.db.query(`UPDATE session SET starts_at = '${from}', ends_at = '${to}' WHERE id = '${first().id}'`);
    };
    await set(shifted(first(), 1));
    expect([(await presence(one)).figures.present, (await presence(two)).figures.present]).toEqual([0, 1]);
    await set(first());

    const evening = { startsAt: '2026-11-25T18:00:00+08:00', endsAt: '2026-11-25T21:00:00+08:00' };
    const refused = await edit(first(), evening);
    expect([refused.status, faults(refused)]).toEqual([422, ['startsAt SESSION_ATTENDED']]);
    expect(refused.body.errors?.[0]?.message).toContain('1 orang sudah tercatat di sesi ini pada 24-11-2026');
    const elsewhere = await organiser.patch<Problem>(`/events/${door.event.id}`, { zone: 'America/New_York' });
    expect(faults(elsewhere)).toContain('zone SESSION_ATTENDED');
    const longer = {
      startsAt: first().startsAt,
      endsAt: new Date(new Date(first().endsAt).getTime() - HOUR).toISOString(),
    };
    expect((await edit(first(), { ...longer, jpReason: 'Selesai lebih awal' })).status).toBe(200);
    expect((await presence(one)).figures.present).toBe(1);
  });

  it('asks who was there only when something moves', async () => {
    const asked = jest.spyOn(app.get(PresenceRepository), 'peopleBySlot');
    const { startsAt, endsAt } = first();
    const later = new Date(new Date(startsAt).getTime() + 60_000).toISOString();
    expect((await edit(first(), { title: 'Judul yang baru' })).status).toBe(200);
    expect(asked).not.toHaveBeenCalled();
    expect((await edit(first(), { startsAt: later, endsAt })).status).toBe(200);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
  });

  it('keeps the session itself, though it gives no hours', async () => {
    expect((await edit(first(), { jp: 0, jpReason: 'Sesi tanpa materi' })).status).toBe(200);
    const refused = await remove(first());
    expect([refused.status, refused.body.code]).toEqual([409, 'SESSION_ATTENDED']);
    expect(refused.body.detail).toContain('1 orang');
    const desk = sessions.find(({ kind }) => kind === 'registration')!;
    expect((await remove(desk)).status).toBe(204);
  });

  it('lets a session go of which only somebody without a seat is known', async () => {
    const lunch = sessions.find(({ kind }) => kind === 'break')!;
    expect((await correct(`session:${lunch.id}`, 'ill', guests[2]!)).status).toBe(204);
    expect((await remove(lunch)).status).toBe(409);
    const cancel = { reason: 'Tugas lain' };
    const path = `/events/${door.event.id}/registrations/${guests[2]!.id}/cancel`;
    expect((await organiser.post(path, cancel)).status).toBe(200);
    expect((await remove(lunch)).status).toBe(204);
  });

  it('keeps a day of which something is known within the event', async () => {
    expect((await correct('day:2026-11-25', 'ill', guests[1]!)).status).toBe(204);
    const onSecond = sessions.filter(({ startsAt }) => startsAt >= '2026-11-24T16');
    const [last, ...others] = onSecond.reverse();
    for (const session of others) {
      const gone = session.kind === 'topic' ? await edit(session, { jp: 0, jpReason: 'Ditiadakan' }) : null;
      expect(gone?.status ?? 200).toBe(200);
      expect((await remove(session)).status).toBe(204);
    }
    const evening = { startsAt: '2026-11-24T18:00:00+08:00', endsAt: '2026-11-24T20:00:00+08:00' };
    const refused = await edit(last!, { ...evening, jpReason: 'Dipadatkan' });
    expect([refused.status, faults(refused)]).toEqual([422, ['startsAt DAY_ATTENDED']]);
    const later = await edit(last!, { ...shifted(last!, 3), jpReason: 'Ditunda' });
    expect(later.status).toBe(200);
    // The day lies between two of the programme now, and is shown all the same.
    const { slots, slot, figures } = await presence('?slot=day:2026-11-25');
    expect(slots.filter(({ title }) => title === null).map((day) => day.slot)).toEqual([
      ...['day:2026-11-24', 'day:2026-11-25', 'day:2026-11-28'],
    ]);
    expect([slot, figures.ill]).toEqual(['day:2026-11-25', 1]);
  });

  it('lets it go once what is known of it is taken back', async () => {
    const slot = `session:${first().id}`;
    expect((await correct(slot, 'absent', guests[0]!)).status).toBe(204);
    expect((await remove(first())).status).toBe(204);
    expect((await remove({ ...first(), id: randomUUID() })).status).toBe(404);
  });

  it('counts whom a phone let into a session that has moved or gone on the day when he came', async () => {
    const added = async (title: string, from: string, to: string) => {
      const times = { startsAt: `2026-11-24T${from}:00+08:00`, endsAt: `2026-11-24T${to}:00+08:00` };
      const more = { kind: 'discussion', title, ...times, jp: 0, jpReason: 'Tambahan' };
      return (await organiser.post<Session>(`/events/${door.event.id}/sessions`, more)).body;
    };
    const [clinic, fair] = [await added('Klinik', '16:00', '16:30'), await added('Gelar karya', '16:30', '17:00')];
    const kept = (guest: Guest, sessionId: string) => ({
      ...{ id: randomUUID(), gateId: null, input: guest.qr!, method: 'camera', shown: 'accepted', sessionId },
      scannedAt: app.clock.now().toISOString(),
    });
    const scans = [kept(guests[3]!, fair.id), kept(guests[4]!, clinic.id)];
    const sentAt = app.clock.now().toISOString();
    await organiser.post(`/events/${door.event.id}/scans/sync`, { sentAt, scans });
    const evening = { startsAt: '2026-11-28T18:00:00+08:00', endsAt: '2026-11-28T21:00:00+08:00' };
    expect((await edit(fair, evening)).status).toBe(200);
    expect((await remove(clinic)).status).toBe(204);
    const before = (await presence('?slot=day:2026-11-24')).figures.present;
    const { body } = await organiser.get<{ scanId: string; conflict: string; countsOn: string | null }[]>(
      `/events/${door.event.id}/conflicts`,
    );
    expect(body.map(({ conflict, countsOn }) => [conflict, countsOn])).toEqual([
      ...[
        ['not_for_this_session', '2026-11-24'],
        ['not_for_this_session', '2026-11-24'],
      ],
    ]);
    for (const { scanId } of body) {
      const ruling = await organiser.post(`/events/${door.event.id}/scans/${scanId}/rulings`, { decision: 'admit' });
      expect(ruling.status).toBe(204);
    }
    expect((await presence('?slot=day:2026-11-24')).figures.present).toBe(before + 2);
    expect((await presence('?slot=day:2026-11-28')).figures.present).toBe(0);
  });

  it('takes no correction back under which a session has moved away from its scans', async () => {
    const times = { startsAt: '2026-11-24T08:00:00+08:00', endsAt: '2026-11-24T08:40:00+08:00' };
    const more = { kind: 'discussion', title: 'Pagi', ...times, jp: 0, jpReason: 'Tambahan' };
    const morning = (await organiser.post<Session>(`/events/${door.event.id}/sessions`, more)).body;
    const slot = `session:${morning.id}`;
    const officer = await app.as('gate', door.event.id);
    await scan(app, officer, door, guests[4]!.qr!, { sessionId: morning.id });
    expect((await correct(slot, 'absent', guests[4]!)).status).toBe(204);
    const later = { startsAt: '2026-11-28T05:00:00+08:00', endsAt: '2026-11-28T05:40:00+08:00' };
    expect((await edit(morning, later)).status).toBe(200);
    const back = await correct(slot, 'withdrawn', guests[4]!);
    expect([back.status, faults(back)]).toEqual([422, ['registrationIds.0 SCANNED_ANOTHER_DAY']]);
    expect((await presence('?slot=day:2026-11-28')).figures.present).toBe(0);
  });

  it('takes the absence of who was scanned by mistake before it began', async () => {
    const times = { startsAt: '2026-11-24T09:00:00+08:00', endsAt: '2026-11-24T09:30:00+08:00' };
    const more = { kind: 'discussion', title: 'Nanti', ...times, jp: 0, jpReason: 'Tambahan' };
    const soon = (await organiser.post<Session>(`/events/${door.event.id}/sessions`, more)).body;
    const slot = `session:${soon.id}`;
    expect(faults(await correct(slot, 'absent', guests[3]!))).toEqual(['kind ABSENT_AHEAD']);
    await scan(app, await app.as('gate', door.event.id), door, guests[3]!.qr!, { sessionId: soon.id });
    expect((await correct(slot, 'absent', guests[3]!)).status).toBe(204);
  });

  it('shows a day between two of the programme on that day, though nothing is known of it', async () => {
    await travel(app, new Date('2026-11-27T01:00:00Z'));
    const { slot, slots } = await presence('');
    expect(slot).toBe('day:2026-11-27');
    expect(slots.find((each) => each.slot === slot)).toMatchObject({
      ...{ title: null, startsAt: '2026-11-26T16:00:00.000Z' },
    });
  });
});
