import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventCard, EventDetail } from '../../src/events/dto/event.views.js';
import type { PublicEvent, PublicEventCard } from '../../src/events/dto/public.views.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { auditOf, codes, draft, makePlace, type Place, topic, wita } from './support.js';

describe('publication', () => {
  let app: TestApp;
  let organiser: Client;
  let place: Place;

  beforeAll(async () => {
    app = await TestApp.start();
    organiser = await app.as('organiser');
    place = await makePlace(organiser);
  });
  afterAll(() => app.close());

  const create = async (more: object = {}): Promise<EventDetail> => {
    const answer = await organiser.post<EventDetail>('/events', draft(place, more));
    expect(answer.status).toBe(201);
    return answer.body;
  };

  describe('an event, from draft to archive', () => {
    it('is hidden while a draft, public once published, and over at its end', async () => {
      const today = (kind: string, from: string, to: string, more: object = {}) =>
        topic(from, to, { kind, startsAt: `2026-11-24T${from}+08:00`, endsAt: `2026-11-24T${to}+08:00`, ...more });
      const sessions = [
        today('registration', '09:15', '09:30'),
        today('topic', '09:30', '10:15', { speakers: [{ speakerId: place.speakerId, role: 'speaker' }] }),
        today('discussion', '10:15', '11:00', { roomId: place.small }),
      ];
      const registrationClosesAt = '2026-11-24T09:30+08:00';
      const event = await create({ slug: 'smart-city-3', sessions, registrationClosesAt });
      expect(event).toMatchObject({ state: 'draft', phase: 'draft', jp: 2, capacity: 80, taken: 0, missing: [] });
      expect(event.sessions.map(({ jp, room }) => [jp, room])).toEqual([
        [0, 'Ruang SH Sarundajang'],
        [1, 'Ruang SH Sarundajang'],
        [1, 'Ruang Rapat Lantai 2'],
      ]);
      expect([event.startsAt, event.registrationStartsAt]).toEqual([
        '2026-11-24T01:30:00.000Z',
        '2026-11-24T01:15:00.000Z',
      ]);

      const anybody = app.client();
      expect((await anybody.get('/public/events/smart-city-3')).status).toBe(404);
      expect((await anybody.get<PublicEventCard[]>('/public/events')).body).toEqual([]);

      const published = await organiser.post<EventDetail>(`/events/${event.id}/publish`);
      expect(published.status).toBe(200);
      expect(published.body).toMatchObject({ state: 'published', phase: 'open', jp: 2 });

      const shown = await anybody.get<PublicEvent>('/public/events/smart-city-3');
      expect(shown.body).toMatchObject({
        slug: 'smart-city-3',
        registration: 'open',
        capacity: 80,
        taken: 0,
        jp: 2,
        venue: 'Kantor Wali Kota Bitung',
        room: 'Ruang SH Sarundajang',
        organiserName: 'Dinas Komunikasi dan Informatika',
        speakers: [{ printedName: 'Dr. Laras Permisalan, S.Si., M.T.', affiliation: 'Universitas Gadjah Mada' }],
        pools: [],
        commitment: null,
      });
      expect(shown.body.consentTexts.map(({ purpose }) => purpose)).toEqual(['photo', 'whatsapp']);
      expect(shown.body.consentTexts[0]?.text).toMatch(/^Saya setuju/);
      const english = await anybody.get<PublicEvent>('/public/events/smart-city-3', {
        headers: { 'accept-language': 'en' },
      });
      expect(english.body.consentTexts[0]?.text).toMatch(/^I agree/);

      app.clock.set(new Date('2026-11-24T01:45:00Z'));
      expect((await organiser.post<Problem>(`/events/${event.id}/archive`)).body.code).toBe('EVENT_NOT_ARCHIVABLE');
      expect((await organiser.get<EventDetail>(`/events/${event.id}`)).body.phase).toBe('running');
      app.clock.set(new Date('2026-11-24T03:00:00Z'));
      expect((await anybody.get<PublicEvent>('/public/events/smart-city-3')).body.registration).toBe('over');
      const archived = await organiser.post<EventDetail>(`/events/${event.id}/archive`);
      expect(archived.body.state).toBe('archived');
      expect((await organiser.patch<Problem>(`/events/${event.id}`, { title: 'X' })).body.code).toBe(
        'EVENT_NOT_EDITABLE',
      );
      expect(await auditOf(app, event.id)).toEqual(['events.created', 'events.published', 'events.archived']);
      app.clock.set(new Date('2026-11-24T01:00:00Z'));
    });

    it('is refused with everything that is missing, in the language of the reader', async () => {
      const event = await create({ summary: '', capacity: 0, sessions: [], numberCode: '' });
      const refused = await organiser.post<Problem>(`/events/${event.id}/publish`);
      expect([refused.status, refused.body.code]).toEqual([422, 'EVENT_NOT_READY']);
      expect(codes(refused.body)).toEqual([
        'summary EVENT_NEEDS_SUMMARY',
        'capacity EVENT_NEEDS_SEATS',
        'sessions EVENT_NEEDS_SESSIONS',
        'numberCode REQUIRED',
      ]);
      expect(refused.body.errors?.[2]?.message).toBe('Susun agenda: belum ada satu sesi pun.');
      const english = { headers: { 'accept-language': 'en-GB' } };
      const inEnglish = await organiser.post<Problem>(`/events/${event.id}/publish`, {}, english);
      expect(inEnglish.body.errors?.[2]?.message).toBe('Set up the agenda: there is no session yet.');
      expect((await organiser.get<EventDetail>(`/events/${event.id}`)).body.missing).toHaveLength(4);
      expect((await organiser.get<EventDetail>(`/events/${event.id}`)).body.state).toBe('draft');
    });

    it('is cancelled with a reason by who types the word, also from draft, and never twice', async () => {
      const event = await create();
      const wrong = await organiser.post<Problem>(`/events/${event.id}/cancel`, {
        reason: 'Cuaca',
        confirm: 'batalkan',
      });
      expect(codes(wrong.body)).toEqual(['confirm INVALID']);
      expect(wrong.body.errors?.[0]?.message).toContain('BATALKAN');
      const cancel = { reason: 'Cuaca buruk', confirm: 'BATALKAN' };
      const cancelled = await organiser.post<EventDetail>(`/events/${event.id}/cancel`, cancel);
      expect(cancelled.body).toMatchObject({ state: 'cancelled', cancelReason: 'Cuaca buruk' });
      expect((await app.client().get(`/public/events/${event.slug}`)).status).toBe(404);
      const again = await organiser.post<Problem>(`/events/${event.id}/cancel`, cancel);
      expect([again.status, again.body.code]).toEqual([409, 'EVENT_NOT_CANCELLABLE']);

      const published = await create();
      await organiser.post(`/events/${published.id}/publish`);
      await organiser.post(`/events/${published.id}/cancel`, cancel);
      const shown = await app.client().get<PublicEvent>(`/public/events/${published.slug}`);
      expect(shown.body).toMatchObject({ registration: 'cancelled', cancelReason: 'Cuaca buruk' });
    });

    it('gets a page address of its own, which stands once published', async () => {
      const first = await create({ title: 'Pelatihan Arsip', sessions: [topic('09:00', '09:45')] });
      const second = await create({ title: 'Pelatihan Arsip' });
      expect([first.slug, second.slug]).toEqual(['pelatihan-arsip', 'pelatihan-arsip-2']);
      const taken = await organiser.patch<Problem>(`/events/${second.id}`, { slug: 'pelatihan-arsip' });
      expect(codes(taken.body)).toEqual(['slug SLUG_TAKEN']);
      await organiser.post(`/events/${first.id}/publish`);
      const printed = await organiser.patch<Problem>(`/events/${first.id}`, { slug: 'arsip' });
      expect(codes(printed.body)).toEqual(['slug SLUG_PRINTED']);
    });

    it('stays publishable after an edit of what is published', async () => {
      const event = await create({ sessions: [topic('13:00', '14:30')] });
      await organiser.post(`/events/${event.id}/publish`);
      const late = await organiser.patch<Problem>(`/events/${event.id}`, { summary: '', cancelUntil: wita('13:01') });
      expect(codes(late.body)).toEqual(['summary EVENT_NEEDS_SUMMARY', 'cancelUntil EVENT_CANCEL_AFTER_START']);
      const edited = await organiser.patch<EventDetail>(`/events/${event.id}`, {
        title: 'Judul baru',
        bring: ['Laptop'],
      });
      expect(edited.body).toMatchObject({ title: 'Judul baru', bring: ['Laptop'], slug: event.slug });
    });
  });

  describe('the fields of an event', () => {
    it('are refused by name, each with its sentence', async () => {
      const nobody = '01890000-0000-7000-8000-000000000000';
      const answer = await organiser.post<Problem>('/events', {
        ...draft(place),
        title: ' ',
        zone: 'Asia/Bitung',
        registrationClosesAt: '2027-06-08 07:00',
        venueId: 'x',
        color: 'red',
      });
      expect(answer.status).toBe(422);
      expect(codes(answer.body).sort()).toEqual([
        'color UNKNOWN_FIELD',
        'registrationClosesAt NOT_MOMENT',
        'title REQUIRED',
        'venueId INVALID',
        'zone NOT_ALLOWED',
      ]);
      const unknown = await organiser.post<Problem>(
        '/events',
        draft(place, {
          venueId: nobody,
          programmeId: nobody,
          organiserUnitId: nobody,
          certificateSignatoryId: nobody,
          registrationOpensAt: wita('08:00'),
          numberPattern: '{nomor}/{tahun}',
        }),
      );
      expect(codes(unknown.body)).toEqual([
        'programmeId PROGRAMME_UNKNOWN',
        'venueId VENUE_UNKNOWN',
        'organiserUnitId UNIT_UNKNOWN',
        'certificateSignatoryId SIGNATORY_UNKNOWN',
        'registrationClosesAt EVENT_CLOSES_BEFORE_OPENING',
        'numberPattern NUMBER_PATTERN_PART',
      ]);
      expect((await organiser.patch<Problem>(`/events/${(await create()).id}`, { title: null })).body.code).toBe(
        'VALIDATION',
      );
    });
  });

  describe('staff of one event', () => {
    it('see that event alone; another one is not there', async () => {
      const mine = await create({ title: 'Acara saya' });
      const other = await create({ title: 'Acara lain' });
      const member = await app.as('organiser', mine.id);
      const list = await member.get<EventCard[]>('/events');
      expect(list.body.map(({ id }) => id)).toEqual([mine.id]);
      expect(list.body[0]?.permissions).toContain('events.publish');
      expect((await member.get(`/events/${mine.id}`)).status).toBe(200);
      for (const path of [`/events/${other.id}`, `/events/${other.id}/commitment.pdf`]) {
        const foreign = await member.get<Problem>(path);
        expect([foreign.status, foreign.body.code]).toEqual([404, 'EVENT_NOT_FOUND']);
      }
      expect((await member.post<Problem>(`/events/${other.id}/publish`)).status).toBe(404);
      expect((await member.post('/events', draft(place))).status).toBe(403);
      const gate = await app.as('gate', mine.id);
      expect((await gate.get<EventCard[]>('/events')).body.map(({ id }) => id)).toEqual([mine.id]);
      expect((await gate.post<Problem>(`/events/${mine.id}/publish`)).body.code).toBe('NO_PERMISSION');
    });
  });

  describe('calendar file', () => {
    it('has one entry a day, in UTC, and no zone', async () => {
      const nextDay = {
        ...topic('09:00', '10:30'),
        startsAt: '2027-06-09T09:00+08:00',
        endsAt: '2027-06-09T10:30+08:00',
      };
      const event = await create({ title: 'Dua hari', sessions: [topic('17:15', '18:45'), nextDay] });
      const path = `/public/events/${event.slug}/calendar.ics`;
      expect((await app.client().get(path)).status).toBe(404);
      await organiser.post(`/events/${event.id}/publish`);
      const answer = await app.client().get(path);
      expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
      const text = answer.raw.toString();
      expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);
      expect(text).toContain('DTSTART:20270608T091500Z');
      expect(text).toContain('DTEND:20270609T023000Z');
      expect(text).toContain(`UID:${event.id}-2027-06-09@bintek`);
      expect(text).not.toContain('TZID');
    });
  });
});
