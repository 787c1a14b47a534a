import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDetail } from '../../src/events/dto/event.views.js';
import type { PublicEvent } from '../../src/events/dto/public.views.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { auditOf, codes, draft, makePlace, type Place } from './support.js';

describe('papers', () => {
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
  const text = {
    title: 'Komitmen Bersama',
    body: 'Kami mendukung Gerakan Menuju Smart City Kota Bitung.\n\n1. Menyusun rencana induk.\n2. Menjalankan quick win.',
    signatories: [
      { name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung' },
      {
        name: 'Deni Umpama, S.Kom., M.T.',
        office: 'Plt. Kepala Dinas Komunikasi dan Informatika',
        rank: 'IV/a',
        nip: '19781204 200501 1 006',
      },
    ],
  };

  describe('joint commitment', () => {
    it('says which sign no font has, and keeps its lines but nothing unseen', async () => {
      const event = await create();
      const write = (body: string) => organiser.put<EventDetail>(`/events/${event.id}/commitment`, { ...text, body });
      await write('Kami 🤝 mendukung.');
      const refused = await organiser.get<Problem>(`/events/${event.id}/commitment.pdf`);
      expect(refused).toMatchObject({ status: 409, body: { code: 'COMMITMENT_LETTERS' } });
      expect(refused.body.detail).toContain('🤝');
      const { body } = await write('Kami\u202e mendukung.\r\n\r\n1.\tSatu\u0001.');
      expect(body.commitment?.body).toBe('Kami mendukung.\n\n1. Satu.');
      expect((await organiser.get(`/events/${event.id}/commitment.pdf`)).status).toBe(200);
    });

    it('is written, printed, signed once, and stands on the public page', async () => {
      const event = await create({ slug: 'komitmen' });
      expect((await organiser.get<Problem>(`/events/${event.id}/commitment.pdf`)).body.code).toBe('COMMITMENT_MISSING');
      const written = await organiser.put<EventDetail>(`/events/${event.id}/commitment`, text);
      expect(written.body.commitment?.signatories.map(({ name, nip }) => [name, nip])).toEqual([
        ['Ir. Yohana Contoh, M.M.', null],
        ['Deni Umpama, S.Kom., M.T.', '197812042005011006'],
      ]);
      const early = await organiser.post<Problem>(`/events/${event.id}/commitment/sign`, { signedOn: '2026-11-24' });
      expect(early.body.code).toBe('EVENT_NOT_PUBLISHED');
      await organiser.post(`/events/${event.id}/publish`);

      const paper = await organiser.get(`/events/${event.id}/commitment.pdf`);
      expect(paper.status).toBe(200);
      expect(paper.headers['content-type']).toBe('application/pdf');
      expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');

      const sign = (signedOn: string) =>
        organiser.post<EventDetail & Problem>(`/events/${event.id}/commitment/sign`, { signedOn });
      expect(codes((await sign('2026-11-25')).body)).toEqual(['signedOn COMMITMENT_SIGNED_AHEAD']);
      expect(codes((await sign('24-11-2026')).body)).toEqual(['signedOn NOT_DATE']);
      expect((await sign('2026-11-24')).body.commitment?.signedOn).toBe('2026-11-24');
      expect((await sign('2026-11-23')).body.code).toBe('COMMITMENT_SIGNED');
      const changed = await organiser.put<Problem>(`/events/${event.id}/commitment`, text);
      expect([changed.status, changed.body.code]).toEqual([409, 'COMMITMENT_SIGNED']);
      const shown = await app.client().get<PublicEvent>('/public/events/komitmen');
      expect(shown.body.signedOn).toBe('2026-11-24');
      expect(shown.body.commitment?.signatories).toEqual([
        { name: 'Ir. Yohana Contoh, M.M.', office: 'Wali Kota Bitung' },
        { name: 'Deni Umpama, S.Kom., M.T.', office: 'Plt. Kepala Dinas Komunikasi dan Informatika' },
      ]);
      expect(JSON.stringify(shown.body)).not.toContain('197812042005011006');
      expect(await auditOf(app, event.id)).toContain('events.commitment_signed');
    });

    it('refuses a number that cannot be a NIP, beside its field', async () => {
      const event = await create();
      const signatories = [text.signatories[0], { ...text.signatories[1], nip: '1,97812E+17' }];
      const answer = await organiser.put<Problem>(`/events/${event.id}/commitment`, { ...text, signatories });
      expect(codes(answer.body)).toEqual(['signatories.1.nip NIP_EXCEL']);
    });
  });

  describe('committee', () => {
    it('keeps its members by id and has one chair', async () => {
      const event = await create();
      const path = `/events/${event.id}/committee`;
      const member = (role: string, name: string, more: object = {}) => ({ role, name, office: 'Panitia', ...more });
      const set = await organiser.put<EventDetail>(path, { members: [member('chair', 'A'), member('member', 'B')] });
      const [chair, other] = set.body.committee;
      const members = [member('member', 'C'), member('chair', 'A baru', { id: chair!.id })];
      const changed = await organiser.put<EventDetail>(path, { members });
      expect(changed.body.committee.map(({ role, name }) => [role, name])).toEqual([
        ['member', 'C'],
        ['chair', 'A baru'],
      ]);
      expect(changed.body.committee[1]!.id).toBe(chair!.id);
      const two = [member('chair', 'X'), member('chair', 'Y'), member('member', 'B', { id: other!.id })];
      expect(codes((await organiser.put<Problem>(path, { members: two })).body)).toEqual([
        'members.2.id COMMITTEE_UNKNOWN',
        'members.1.role COMMITTEE_TWO_CHAIRS',
      ]);
    });
  });

  describe('lookups', () => {
    it('are shared by all events; the settings are the admin’s', async () => {
      const signatory = { office: 'Kepala BKPSDM', officePrefix: 'a.n.', name: 'Rahel Ibarat, S.STP., M.AP.' };
      expect(codes((await organiser.post<Problem>('/signatories', signatory)).body)).toEqual([
        'onBehalfOf SIGNATORY_ON_BEHALF',
      ]);
      const added = await organiser.post('/signatories', {
        ...signatory,
        onBehalfOf: 'Wali Kota Bitung',
        rank: 'IV/b',
      });
      expect(added.status).toBe(201);
      const programme = { name: 'Gerakan Menuju Smart City', stages: 3 };
      expect((await organiser.post('/programmes', programme)).status).toBe(201);
      expect(codes((await organiser.post<Problem>('/programmes', programme)).body)).toEqual(['name PROGRAMME_THERE']);

      const settings = await organiser.get<Record<string, unknown>>('/organisation');
      expect(settings.body).toMatchObject({ name: 'Pemerintah Kota Bitung', zone: 'Asia/Makassar' });
      const fields = settings.body;
      const admin = await app.as('admin');
      expect((await organiser.put('/organisation', fields)).status).toBe(403);
      const changed = await admin.put('/organisation', { ...fields, phone: '0438 21000' });
      expect(changed.body).toMatchObject({ phone: '0438 21000' });
      expect((await app.client().get('/public/organisation')).body).toMatchObject({
        phone: '0438 21000',
        city: 'Bitung',
      });
      await admin.put('/organisation', fields);

      const wording = { purpose: 'photo', bodyId: 'Saya setuju.', bodyEn: 'I agree.' };
      const version = await admin.post<{ version: number }>('/consent-texts', wording);
      expect([version.status, version.body.version]).toEqual([201, 2]);
      const newest = await organiser.get<{ purpose: string; version: number }[]>('/consent-texts');
      expect(newest.body.map(({ purpose, version: n }) => [purpose, n])).toEqual([
        ['photo', 2],
        ['whatsapp', 1],
      ]);
      await app.db.query('DELETE FROM consent_text WHERE version > 1');
    });
  });
});
