import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '../../src/common/index.js';
import { Bounces } from '../../src/mail/bounces/bounces.service.js';
import { RemindJob } from '../../src/registration/mails/remind.job.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TEST_NOW, TestApp } from '../support/app.js';
import { returnedMails } from '../mail/returned-mails.js';
import type { Client, Problem } from '../support/client.js';

const HOUR = 3_600_000;

describe('news', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    app.clock.set(TEST_NOW);
    await app.empty();
    event = await makeEvent(app, { capacity: 2 });
    organiser = await app.as('admin');
  });
  afterAll(() => app.close());

  const mails = (template: string) =>
    app.db.query<{ id: string; to_address: string; message_id: string; subject_id: string; params: string }>(
      `SELECT id, to_address, message_id, subject_id, params FROM mail_message WHERE template = '${template}' ORDER BY to_address`,
    );
  const remind = () =>
    app.get(RemindJob).run({}, { jobId: 'x', attempt: 1, signal: new AbortController().signal, actor: systemActor });

  describe('the reminder', () => {
    it('comes once to each participant, at eight in the morning of the day before', async () => {
      for (const n of [0, 1, 2]) await register(app, event.slug, n);
      // The programme starts at 08.00 WITA, which is midnight UTC.
      const eight = new Date(event.startsAt).getTime() - 24 * HOUR;
      app.clock.set(new Date(eight - 1));
      await remind();
      expect(await mails('registration_reminder')).toEqual([]);
      app.clock.set(new Date(eight));
      await Promise.all([remind(), remind()]);
      await remind();
      const told = await mails('registration_reminder');
      expect(told.map(({ to_address }) => to_address)).toEqual(['peserta0@uji.example', 'peserta1@uji.example']);
      app.clock.set(TEST_NOW);
      const detail = await organiser.get<{ preview: { subject: string; text: string } }>(`/mails/${told[0]?.id}`);
      expect(detail.body.preview.subject).toContain('Pengingat');
    });

    it('does not come to whoever got his seat afterwards, nor where nobody is to be reminded', async () => {
      const silent = await makeEvent(app, { inDays: 30, fields: { reminderDays: null } });
      await register(app, silent.slug, 1);
      app.clock.set(new Date(new Date(event.startsAt).getTime() - 20 * HOUR));
      await register(app, event.slug, 0);
      await remind();
      expect(await mails('registration_reminder')).toEqual([]);
      app.clock.set(new Date(new Date(silent.startsAt).getTime() - HOUR));
      await remind();
      expect(await mails('registration_reminder')).toEqual([]);
    });
  });

  describe('another time or place', () => {
    it('is told once to everybody who holds or awaits a seat, with what was and what is', async () => {
      for (const n of [0, 1, 2]) await register(app, event.slug, n);
      const announce = () => organiser.post<{ told: number } & Problem>(`/events/${event.id}/announce-change`);
      expect((await announce()).body.code).toBe('NOTHING_TO_ANNOUNCE');
      const detail = async () =>
        (
          await organiser.get<{
            roomId: string | null;
            venueId: string;
            outdatedNews: { place: string } | null;
            sessions: { id: string }[];
          }>(`/events/${event.id}`)
        ).body;
      expect((await detail()).outdatedNews).toBeNull();
      const venues = await organiser.get<{ id: string; rooms: { id: string }[] }[]>('/venues');
      const { venueId } = await detail();
      const roomId = venues.body.find(({ id }) => id === venueId)?.rooms[0]?.id;
      expect((await organiser.patch(`/events/${event.id}`, { roomId })).status).toBe(200);
      expect((await detail()).outdatedNews).toMatchObject({ place: 'Balai Pertemuan' });
      const answers = await Promise.all([announce(), announce()]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 200)?.body.told).toBe(3);
      const told = await mails('registration_event_changed');
      expect(told).toHaveLength(3);
      const mail = await organiser.get<{ preview: { text: string } }>(`/mails/${told[0]?.id}`);
      expect(mail.body.preview.text).toMatch(
        /Semula[\s\S]*Balai Pertemuan[\s\S]*Menjadi[\s\S]*Ruang Utama, Balai Pertemuan/,
      );
      expect((await detail()).outdatedNews).toBeNull();
    });
  });

  describe('who is reached by no mail', () => {
    it('is listed with a message for WhatsApp, in digits alone', async () => {
      await register(app, event.slug, 0, { email: 'peserta0@gmial.com' });
      await app.drain();
      const list = await organiser.get<{
        rows: { printedName: string; mail: string; addressHint: string; whatsapp: { link: string; text: string } }[];
      }>(`/events/${event.id}/unreached`);
      expect(list.body.rows).toHaveLength(1);
      const [row] = list.body.rows;
      expect(row).toMatchObject({
        printedName: 'Maria Wantah, S.Kom.',
        mail: 'held',
        addressHint: 'peserta0@gmail.com',
      });
      expect(row?.whatsapp.link).toMatch(/^https:\/\/wa\.me\/6281210000000\?text=Yth\.%20Maria/);
      expect(row?.whatsapp.text).toContain('/t/');
    });

    it('may be marked by a person: a mail that was sent came back', async () => {
      await register(app, event.slug, 0);
      const [mail] = await mails('registration_confirmed');
      const bounce = () =>
        organiser.post<{ state: string; serverReply: string } & Problem>(`/mails/${mail?.id}/bounce`, {
          words: '550 no such user',
        });
      expect((await bounce()).body.code).toBe('MAIL_NOT_SENT');
      await app.db.query("UPDATE mail_message SET state = 'sent'");
      expect((await bounce()).body).toMatchObject({ state: 'bounced', serverReply: '550 no such user' });
      const bounced = await organiser.get<{ matched: number }>(`/events/${event.id}/registrations?mail=bounced`);
      expect(bounced.body.matched).toBe(1);
      const list = await organiser.get<{ rows: { mail: string; words: string }[] }>(`/events/${event.id}/unreached`);
      expect(list.body.rows).toMatchObject([{ mail: 'bounced', words: '550 no such user' }]);
    });

    it('or by the mail server’s report, which shows in the list and in his history as well', async () => {
      await register(app, event.slug, 0);
      await app.db.query("UPDATE mail_message SET state = 'sent'");
      const [mail] = await mails('registration_confirmed');
      const returned = returnedMails.postfix({ messageId: mail?.message_id ?? '', to: mail?.to_address ?? '' });
      expect(await app.get(Bounces).take(Buffer.from(returned), systemActor)).toBe('bounced');
      const bounced = await organiser.get<{ matched: number }>(`/events/${event.id}/registrations?mail=bounced`);
      expect(bounced.body.matched).toBe(1);
      const list = await organiser.get<{ rows: { words: string }[] }>(`/events/${event.id}/unreached`);
      expect(list.body.rows[0]?.words).toContain('User unknown');
      const history = await organiser.get<{ entries: { mail: { state: string; words: string } | null }[] }>(
        `/events/${event.id}/registrations/${mail?.subject_id}/history`,
      );
      const told = history.body.entries.find((entry) => entry.mail !== null)?.mail;
      expect(told).toMatchObject({ state: 'bounced', words: list.body.rows[0]?.words });
    });
  });

  describe('two events on one day', () => {
    it('are shown to the organiser by the same NIP, to the person only if it is his address or phone, too', async () => {
      const same = await makeEvent(app, { title: 'Bimtek lain' });
      const later = await makeEvent(app, { title: 'Bimtek nanti', inDays: 20 });
      const own = await register(app, event.slug, 0);
      const stranger = { email: 'orang.lain@uji.example', phone: '081299990000' };
      const typed = await sendForm(app, same.slug, applicant(0, stranger));
      await register(app, later.slug, 0);
      const overlaps = async (token: string) =>
        (await app.client().get<{ overlaps: { title: string }[] }>(`/public/tickets/${token}`)).body.overlaps;
      expect(await overlaps(own.token)).toEqual([]);
      expect(await overlaps(typed.body.token)).toEqual([]);
      const [row] = await app.db.query<{ id: string }>(`SELECT id FROM registration WHERE event_id = '${event.id}'`);
      const contact = await organiser.get<{ overlaps: { title: string }[] }>(
        `/events/${event.id}/registrations/${row?.id}/contact`,
      );
      expect(contact.body.overlaps.map(({ title }) => title)).toEqual(['Bimtek lain']);
      await app.db.query(`UPDATE registration SET email = 'peserta0@uji.example' WHERE event_id = '${same.id}'`);
      expect((await overlaps(own.token)).map(({ title }) => title)).toEqual(['Bimtek lain']);
    });
  });
});
