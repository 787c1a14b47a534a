import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
    guests = [await addGuest(app, door.event, 0), await addGuest(app, door.event, 1)];
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
  const correct = (slot: string, kind: string, guest: Guest) =>
    organiser.post(`/events/${door.event.id}/presence/corrections`, {
      ...{ slot, kind, registrationIds: [guest.id], reason: 'Daftar kertas' },
    });
  const faults = ({ body }: { body: Problem }) => body.errors?.map(({ field, code }) => `${field} ${code}`);

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
    const longer = {
      startsAt: first().startsAt,
      endsAt: new Date(new Date(first().endsAt).getTime() - HOUR).toISOString(),
    };
    expect((await edit(first(), { ...longer, jpReason: 'Selesai lebih awal' })).status).toBe(200);
    expect((await presence(one)).figures.present).toBe(1);
  });

  it('keeps the session itself, though it gives no hours', async () => {
    expect((await edit(first(), { jp: 0, jpReason: 'Sesi tanpa materi' })).status).toBe(200);
    const refused = await remove(first());
    expect([refused.status, refused.body.code]).toEqual([409, 'SESSION_ATTENDED']);
    expect(refused.body.detail).toContain('1 orang');
    const desk = sessions.find(({ kind }) => kind === 'registration')!;
    expect((await remove(desk)).status).toBe(204);
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

  it('shows a day between two of the programme on that day, though nothing is known of it', async () => {
    await travel(app, new Date('2026-11-27T01:00:00Z'));
    const { slot, slots } = await presence('');
    expect(slot).toBe('day:2026-11-27');
    expect(slots.find((each) => each.slot === slot)).toMatchObject({
      ...{ title: null, startsAt: '2026-11-26T16:00:00.000Z' },
    });
  });
});
