import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LetterReminders } from '../../src/registration/index.js';
import { systemActor } from '../../src/common/index.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { ask, options, question } from '../factories/questions.js';
import { register, sendForm } from '../factories/registrations.js';
import { applicant } from '../factories/applicants.js';
import { onePagePdf, phonePhoto } from '../factories/papers.js';
import { multipart, sendLetter } from '../factories/uploads.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

describe('letters', () => {
  let app: TestApp;
  let event: MadeEvent;
  let token: string;
  let pdf: Buffer;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    pdf = await onePagePdf();
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 100, fields: { letterRule: 'required' } });
    token = (await register(app, event.slug, 1)).token;
  });
  afterAll(() => app.close());

  interface Own {
    missing: { kind: string; label: string }[];
    letter: { maySend: boolean; sent: { number: string; fileName: string } | null };
    form: { files: { questionId: string; fileName: string }[] };
  }
  const own = async () => (await app.client().get<Own>(`/public/tickets/${token}/own`)).body;
  const idOf = async (ticket: string) =>
    (await app.db.query<{ id: string }>('SELECT id FROM registration ORDER BY arrival_no')).at(Number(ticket))?.id ??
    '';
  const faultsOf = (answer: { body: Problem }) => answer.body.errors?.map(({ field, code }) => [field, code]);

  describe('a letter of assignment', () => {
    it('is missing until it is sent, and may be replaced', async () => {
      expect((await own()).missing).toEqual([{ kind: 'letter', questionId: null, label: '' }]);
      expect((await sendLetter(app, token, { name: 'surat.pdf', bytes: pdf })).status).toBe(204);
      expect(await own()).toMatchObject({
        missing: [],
        letter: { sent: { number: '800.1.11.1/101/2026', datedOn: '2026-11-20', fileName: 'surat.pdf' } },
      });
      const photo = await phonePhoto();
      const fields = { number: 'B/7', datedOn: '2026-11-21' };
      expect((await sendLetter(app, token, { name: 'IMG.JPG', bytes: photo }, fields)).status).toBe(204);
      expect((await own()).letter.sent).toMatchObject({ number: 'B/7', fileName: 'IMG.jpg' });
      expect(await app.db.query('SELECT media_type FROM stored_file')).toEqual([{ media_type: 'image/jpeg' }]);
      const actions = await app.db.query(
        "SELECT action, actor_kind FROM audit_entry WHERE action LIKE '%letter%' ORDER BY id",
      );
      expect(actions).toEqual([
        { action: 'registration.letter_sent', actor_kind: 'participant' },
        { action: 'registration.letter_replaced', actor_kind: 'participant' },
      ]);
    });

    it('that a colleague sent too stays his when it is replaced', async () => {
      const colleague = (await register(app, event.slug, 2)).token;
      for (const sender of [token, colleague]) await sendLetter(app, sender, { name: 'surat.pdf', bytes: pdf });
      expect((await sendLetter(app, token, { name: 'IMG.JPG', bytes: await phonePhoto() })).status).toBe(204);
      expect((await app.client().get(`/public/tickets/${colleague}/letter`)).status).toBe(200);
      expect(await app.db.query('SELECT media_type FROM stored_file')).toHaveLength(2);
    });

    it('as a photo says nothing of where it was taken, to its sender and to the organiser', async () => {
      const bytes = await phonePhoto();
      expect(bytes.includes('PonselRahasia')).toBe(true);
      await sendLetter(app, token, { name: 'IMG.JPG', bytes });
      const organiser = await app.as('organiser', event.id);
      for (const answer of [
        await app.client().get(`/public/tickets/${token}/letter`),
        await organiser.get(`/events/${event.id}/registrations/${await idOf('0')}/letter`),
      ]) {
        expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
        expect(answer.raw.includes('PonselRahasia')).toBe(false);
      }
    });

    it('is not for an auditor or a stranger', async () => {
      await sendLetter(app, token, { name: 'surat.pdf', bytes: pdf });
      const path = `/events/${event.id}/registrations/${await idOf('0')}/letter`;
      expect((await (await app.as('auditor', event.id)).get(path)).status).toBe(403);
      expect((await app.client().get(path)).status).toBe(401);
      expect((await app.client().get(`/public/tickets/${'A'.repeat(43)}/letter`)).status).toBe(404);
    });

    it('with faults is refused with all of them', async () => {
      const answer = await sendLetter(
        app,
        token,
        { name: 'surat.pdf', bytes: Buffer.from('<svg/>') },
        { number: ' ', datedOn: '2026-02-30' },
      );
      expect(answer.status).toBe(422);
      expect(faultsOf(answer)).toEqual([
        ['number', 'REQUIRED'],
        ['datedOn', 'ANSWER_NOT_DATE'],
        ['file', 'PAPER_KIND'],
      ]);
      expect(faultsOf(await sendLetter(app, token, null))).toEqual([['file', 'REQUIRED']]);
      expect(faultsOf(await sendLetter(app, token, { name: 'a.pdf', bytes: Buffer.alloc(0) }))).toEqual([
        ['file', 'REQUIRED'],
      ]);
    });

    it('of 100 MB is refused in bounded memory', async () => {
      const { body, headers } = multipart(
        { number: '1', datedOn: '2026-11-20' },
        { name: 'a.pdf', bytes: Buffer.alloc(100_000_000) },
      );
      const before = process.memoryUsage().arrayBuffers;
      const answer = await app.client().post<Problem>(`/public/tickets/${token}/letter`, body, { headers });
      expect(faultsOf(answer)).toEqual([['file', 'FILE_TOO_LARGE']]);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
    });

    it('is not taken after the end, from a cancelled seat, or where it is not asked', async () => {
      const plain = await makeEvent(app);
      const other = (await register(app, plain.slug, 2)).token;
      expect((await sendLetter(app, other, { name: 'a.pdf', bytes: pdf })).body.code).toBe('LETTER_NOT_ASKED');
      await app.client().post(`/public/tickets/${token}/cancel`);
      expect((await sendLetter(app, token, { name: 'a.pdf', bytes: pdf })).body.code).toBe('REGISTRATION_ENDED');
      const second = (await register(app, event.slug, 3)).token;
      app.clock.advance(30 * 24 * 3_600_000);
      expect((await sendLetter(app, second, { name: 'a.pdf', bytes: pdf })).body.code).toBe('LETTER_TOO_LATE');
      app.clock.advance(-30 * 24 * 3_600_000);
    });

    it('may be tried twenty times in ten minutes', async () => {
      for (let n = 0; n < 20; n++) await sendLetter(app, token, null);
      const answer = await sendLetter(app, token, { name: 'a.pdf', bytes: pdf });
      expect([answer.status, answer.body.code]).toEqual([429, 'TOO_MANY_UPLOADS']);
    });
  });

  describe('those who lack it', () => {
    it('are counted, reminded in one act, and not again on the same day', async () => {
      for (const n of [2, 3, 4]) await register(app, event.slug, n);
      await sendLetter(app, token, { name: 'surat.pdf', bytes: pdf });
      const organiser = await app.as('organiser', event.id);
      const overview = async () => (await organiser.get(`/events/${event.id}/letters`)).body;
      expect(await overview()).toEqual({ rule: 'required', people: 4, sent: 1, lacking: 3, remindable: 3 });
      const first = await organiser.post<{ done: string[] }>(`/events/${event.id}/letters/remind`);
      expect(first.body.done).toHaveLength(3);
      const mails = await app.db.query<{ id: string }>(
        "SELECT id FROM mail_message WHERE template = 'letter_reminder'",
      );
      expect(mails).toHaveLength(3);
      const admin = await app.as('admin');
      const preview = await admin.get<{ content: { text: string } | null }>(`/mails/${mails[0]!.id}`);
      expect(preview.raw.toString()).toMatch(/\/t\/[\w-]{43}\/surat/);
      expect(await overview()).toMatchObject({ remindable: 0 });
      expect((await organiser.post<{ done: string[] }>(`/events/${event.id}/letters/remind`)).body.done).toEqual([]);
      app.clock.advance(24 * 3_600_000);
      expect((await app.get(LetterReminders).remindAll(event.id, systemActor)).done).toHaveLength(3);
      app.clock.advance(-24 * 3_600_000);
    });

    it('two who press at once remind each person once', async () => {
      await register(app, event.slug, 2);
      const reminders = app.get(LetterReminders);
      await Promise.all([1, 2, 3].map(() => reminders.remindAll(event.id, systemActor)));
      expect(await app.db.query("SELECT id FROM mail_message WHERE template = 'letter_reminder'")).toHaveLength(2);
    });

    it('chosen one by one are refused with the reason', async () => {
      await register(app, event.slug, 2);
      await register(app, event.slug, 3);
      await sendLetter(app, token, { name: 'surat.pdf', bytes: pdf });
      const [there, ended, lacks] = [await idOf('0'), await idOf('1'), await idOf('2')];
      const organiser = await app.as('organiser', event.id);
      await organiser.post(`/events/${event.id}/registrations/${ended}/cancel`, { reason: 'Berhalangan' });
      const unknown = '01900000-0000-7000-8000-000000000000';
      const remind = (ids: string[]) =>
        organiser.post<{ done: string[]; refused: { id: string; code: string }[] }>(
          `/events/${event.id}/letters/remind`,
          { ids },
        );
      const { body } = await remind([there, ended, lacks, lacks, unknown]);
      expect(body.done).toEqual([lacks]);
      expect(Object.fromEntries(body.refused.map(({ id, code }) => [id, code]))).toEqual({
        [there]: 'LETTER_THERE',
        [ended]: 'REGISTRATION_ENDED',
        [unknown]: 'REGISTRATION_NOT_FOUND',
      });
      expect((await remind([lacks])).body.refused).toEqual([{ id: lacks, code: 'REMINDED_TODAY' }]);
    });
  });

  describe('a question answered by a file', () => {
    it('takes it from the ticket page, and gives it to the organiser', async () => {
      const { questions } = await ask(app, event.id, [
        question('c', 'choice', { options: options('Ya', 'Tidak') }),
        question('f', 'file', { required: true, condition: { question: 'c', options: ['Ya'] } }),
        question('g', 'file', { required: true }),
      ]);
      const [c, f, g] = questions.map(({ id }) => id) as [string, string, string];
      const yes = questions[0]!.options[0]!.id;
      const answer = await sendForm<{ token: string }>(app, event.slug, { ...applicant(5), answers: { [c]: yes } });
      token = answer.body.token;
      expect((await own()).missing.map(({ label }) => label)).toEqual(['', 'Pertanyaan f', 'Pertanyaan g']);
      const { body, headers } = multipart({}, { name: 'peta.pdf', bytes: pdf });
      const send = (id: string) =>
        app.client().post<Problem>(`/public/tickets/${token}/answers/${id}/file`, body, { headers });
      expect((await send(f)).status).toBe(204);
      expect((await send(g)).status).toBe(204);
      expect((await send(c)).body.code).toBe('LETTER_NOT_ASKED');
      expect((await own()).form.files).toEqual([
        { questionId: f, fileName: 'peta.pdf' },
        { questionId: g, fileName: 'peta.pdf' },
      ]);
      const organiser = await app.as('organiser', event.id);
      const path = `/events/${event.id}/registrations/${await idOf('1')}`;
      expect((await organiser.get(`${path}/answers/${f}/file`)).raw.equals(pdf)).toBe(true);
      expect((await organiser.get(`${path}/papers`)).body).toMatchObject({
        letter: null,
        answers: [
          { label: 'Pertanyaan c', answer: 'Ya' },
          { label: 'Pertanyaan f', answer: 'peta.pdf', isFile: true, missing: false },
          { label: 'Pertanyaan g', answer: 'peta.pdf' },
        ],
      });
      // No longer asked, no longer kept.
      const no = questions[0]!.options[1]!.id;
      expect((await app.client().put(`/public/tickets/${token}/answers`, { answers: { [c]: no } })).status).toBe(204);
      expect((await own()).form.files).toEqual([{ questionId: g, fileName: 'peta.pdf' }]);
      expect((await send(f)).body.code).toBe('LETTER_NOT_ASKED');
    });
  });
});
