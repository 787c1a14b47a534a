import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDetail, SessionView } from '../../src/events/dto/event.views.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { auditOf, codes, draft, makePlace, type Place, topic } from './support.js';

describe('sessions', () => {
  let app: TestApp;
  let organiser: Client;
  let place: Place;

  beforeAll(async () => {
    app = await TestApp.start();
    organiser = await app.as('organiser');
    place = await makePlace(organiser);
  });
  afterAll(() => app.close());

  const create = async (more: object = {}): Promise<EventDetail> =>
    (await organiser.post<EventDetail>('/events', draft(place, more))).body;
  const detail = async (id: string): Promise<EventDetail> => (await organiser.get<EventDetail>(`/events/${id}`)).body;

  it('change start, end and hours of the event', async () => {
    const event = await create();
    const added = await organiser.post<SessionView>(`/events/${event.id}/sessions`, topic('13:15', '14:45'));
    expect([added.status, added.body.jp, added.body.computedJp]).toEqual([201, 2, 2]);
    expect(await detail(event.id)).toMatchObject({ jp: 4, endsAt: '2027-06-08T06:45:00.000Z' });
    const path = `/events/${event.id}/sessions/${added.body.id}`;
    const edited = await organiser.patch<SessionView>(path, { endsAt: '2027-06-08T14:00:00+08:00', title: 'Praktik' });
    expect(edited.body).toMatchObject({ jp: 1, title: 'Praktik' });
    expect((await organiser.delete(path)).status).toBe(204);
    expect((await organiser.delete<Problem>(path)).body.code).toBe('SESSION_NOT_FOUND');
    expect(await detail(event.id)).toMatchObject({ jp: 2, endsAt: '2027-06-08T02:45:00.000Z' });
    expect(await auditOf(app, event.id)).toEqual([
      'events.created',
      'events.session_added',
      'events.session_edited',
      'events.session_removed',
    ]);
  });

  it('clash in a room or over a speaker, named with what they clash with', async () => {
    const speakers = [{ speakerId: place.speakerId, role: 'speaker' }];
    const event = await create({ sessions: [topic('13:15', '14:45', { speakers, title: 'Praktik' })] });
    const inCapitals = [{ ...speakers[0], speakerId: place.speakerId.toUpperCase() }];
    const next = topic('14:00', '15:00', { speakers: inCapitals });
    const clash = await organiser.post<Problem>(`/events/${event.id}/sessions`, next);
    expect(codes(clash.body)).toEqual(['roomId SESSION_ROOM_CLASH', 'speakers.0 SESSION_SPEAKER_CLASH']);
    expect(clash.body.errors?.[1]?.message).toBe(
      'Dr. Laras Permisalan, S.Si., M.T. sudah mengisi “Praktik” pada jam yang sama.',
    );
    const whole = await organiser.post<Problem>(
      '/events',
      draft(place, {
        sessions: [
          topic('09:00', '10:00'),
          topic('10:00', '11:00'),
          { ...topic('11:00', '11:00'), endsAt: '2027-06-08T10:30:00+08:00' },
        ],
      }),
    );
    expect(codes(whole.body)).toEqual(['sessions.2.endsAt SESSION_ENDS_FIRST']);
    const night = topic('22:00', '23:00', { endsAt: '2027-06-09T01:00:00+08:00' });
    const late = await organiser.post<Problem>(`/events/${event.id}/sessions`, night);
    expect(codes(late.body)).toEqual(['endsAt SESSION_PAST_MIDNIGHT']);
  });

  it('hold a room against other published events', async () => {
    const first = await create({ title: 'Pertama', sessions: [topic('15:00', '16:30')] });
    const second = await create({ title: 'Kedua', sessions: [topic('16:00', '17:30')] });
    expect((await organiser.post(`/events/${first.id}/publish`)).status).toBe(200);
    const refused = await organiser.post<Problem>(`/events/${second.id}/publish`);
    expect(codes(refused.body)).toEqual(['sessions.0.roomId ROOM_TAKEN']);
    expect(refused.body.errors?.[0]?.message).toContain('Pertama');
    expect((await organiser.patch(`/events/${second.id}`, { roomId: place.small })).status).toBe(200);
    expect((await organiser.post(`/events/${second.id}/publish`)).status).toBe(200);
    const back = await organiser.patch<Problem>(`/events/${second.id}`, { roomId: place.hall });
    expect(codes(back.body)).toEqual(['sessions.0.roomId ROOM_TAKEN']);
    const added = await organiser.post<Problem>(
      `/events/${second.id}/sessions`,
      topic('15:00', '16:00', { roomId: place.hall, jp: 0, jpReason: 'Pengayaan' }),
    );
    expect(codes(added.body)).toEqual(['roomId ROOM_TAKEN']);
  });

  it('take other hours only with a reason', async () => {
    const event = await create();
    const path = `/events/${event.id}/sessions`;
    const bare = await organiser.post<Problem>(path, topic('11:00', '12:30', { jp: 3 }));
    expect(codes(bare.body)).toEqual(['jpReason SESSION_HOURS_REASON']);
    expect(bare.body.errors?.[0]?.message).toContain('2 JP');
    const given = await organiser.post<SessionView>(
      path,
      topic('11:00', '12:30', { jp: 3, jpReason: 'Kurikulum LAN' }),
    );
    expect(given.body).toMatchObject({ jp: 3, computedJp: 2, jpReason: 'Kurikulum LAN' });
  });

  it('keep the hours of a published event', async () => {
    const event = await create({ sessions: [topic('18:00', '19:30'), topic('20:00', '21:30', { title: 'Malam' })] });
    await organiser.post(`/events/${event.id}/publish`);
    const [first] = event.sessions;
    const path = `/events/${event.id}/sessions/${first!.id}`;
    const shorter = await organiser.patch<SessionView>(path, { endsAt: '2027-06-08T19:00:00+08:00' });
    expect(shorter.body).toMatchObject({ jp: 2, computedJp: 1 });
    expect(codes((await organiser.patch<Problem>(path, { jp: 1 })).body)).toEqual(['jpReason SESSION_HOURS_FROZEN']);
    expect((await organiser.delete<Problem>(path)).body.code).toBe('SESSION_HAS_HOURS');
    const reduced = await organiser.patch<SessionView>(path, { jp: 0, jpReason: 'Narasumber berhalangan' });
    expect(reduced.body.jp).toBe(0);
    expect((await detail(event.id)).jp).toBe(2);
    expect((await organiser.delete(path)).status).toBe(204);
    const early = await organiser.patch<Problem>(`/events/${event.id}/sessions/${event.sessions[1]!.id}`, {
      startsAt: '2027-06-08T06:00:00+08:00',
      endsAt: '2027-06-08T08:00:00+08:00',
    });
    expect(codes(early.body)).toEqual(['cancelUntil EVENT_CANCEL_AFTER_START']);
  });

  it('belong to their event', async () => {
    const [one, other] = [await create(), await create()];
    const foreign = `/events/${other.id}/sessions/${one.sessions[0]!.id}`;
    expect((await organiser.patch<Problem>(foreign, { title: 'X' })).body.code).toBe('SESSION_NOT_FOUND');
    expect((await detail(one.id)).sessions[0]!.title).toBe('Materi 09:15');
    const unknown = await organiser.post<Problem>(
      `/events/${one.id}/sessions`,
      topic('11:00', '12:00', { speakers: [{ speakerId: one.id, role: 'speaker' }], roomId: one.id }),
    );
    expect(codes(unknown.body)).toEqual(['roomId ROOM_UNKNOWN', 'speakers.0 SPEAKER_UNKNOWN']);
  });
});
