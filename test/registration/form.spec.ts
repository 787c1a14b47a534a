import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applicant, type ApplicantBody } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { register, sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

describe('form', () => {
  let app: TestApp;
  let event: MadeEvent;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 100 });
  });
  afterAll(() => app.close());

  async function faults(changes: Partial<ApplicantBody>, n = 1): Promise<Record<string, string>> {
    const answer = await sendForm<Problem>(app, event.slug, applicant(n, changes));
    expect(answer.status).toBe(422);
    return Object.fromEntries((answer.body.errors ?? []).map(({ field, message }) => [field, message]));
  }

  describe('the form tells every fault beside its field', () => {
    it('all at once, with what to do', async () => {
      const errors = await faults({
        nip: '1978041220050110',
        name: ' ',
        email: 'camat@',
        phone: '12',
        unitText: '',
        position: '',
      });
      expect(Object.keys(errors).sort()).toEqual(['email', 'name', 'nip', 'phone', 'position', 'unitText']);
      expect(errors.nip).toBe('NIP harus 18 angka. Yang tertulis baru 16 angka; periksa bagian akhir.');
      expect(errors.email).toBe('Alamat email belum lengkap. Contoh: nama@bitung.example');
    });

    it.each([
      ['an impossible birth date', '197802312005011003', /31-02-1978/],
      ['what Excel left of it', '1,98503E+17', /Excel/],
      ['letters', '19780412200501100X', /hanya berisi angka/],
      ['19 digits', '1978041220050110031', /19 angka/],
    ])('a NIP with %s is refused', async (_, nip, words) => {
      expect((await faults({ nip })).nip).toMatch(words);
    });

    it('an odd sex digit is only warned of', async () => {
      const answer = await register(app, event.slug, 1, { nip: '197804122005013003' });
      expect(answer.status).toBe('confirmed');
      expect(answer.warnings.map((warning) => warning.code)).toContain('NIP_SEX');
    });

    it('in English where English is asked for', async () => {
      const answer = await app
        .client()
        .post<Problem>(`/public/events/${event.slug}/registrations`, applicant(1, { name: '' }), {
          headers: { 'accept-language': 'en' },
        });
      expect(answer.body.errors).toEqual([{ field: 'name', code: 'REQUIRED', message: 'Enter the name.' }]);
    });

    it('a dry run says the same and stores nothing', async () => {
      const answer = await app
        .client()
        .post<Problem>(`/public/events/${event.slug}/registrations/check`, applicant(1, { nip: '12' }));
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.map((error) => error.field)).toEqual(['nip']);
      expect((await app.client().post(`/public/events/${event.slug}/registrations/check`, applicant(1))).status).toBe(
        204,
      );
      expect(await app.db.query('SELECT id FROM registration')).toEqual([]);
    });
  });

  describe('names and numbers as people write them', () => {
    it('a NIP with dots and spaces, a phone in any spelling', async () => {
      await register(app, event.slug, 1, { nip: ' NIP. 19780412 200501 1 003', phone: '62 812-3456-7890' });
      const [row] = await app.db.query('SELECT nip, phone FROM registration');
      expect(row).toEqual({ nip: '197804122005011003', phone: '+6281234567890' });
    });

    it('a name of 200 signs with apostrophes and degrees, and a one-word name', async () => {
      const long = `D'${"Angelo Nur'aini ".repeat(13)}`.slice(0, 200).trim();
      await register(app, event.slug, 1, {
        name: long,
        frontTitle: 'Prof. Dr. Ir.',
        backTitle: 'S.T., M.T., Ph.D., IPU.',
      });
      await register(app, event.slug, 2, { name: 'Tole', kind: 'non_asn', backTitle: '', rank: '' });
      const rows = await app.db.query<{ name: string }>('SELECT name FROM registration ORDER BY arrival_no');
      expect(rows.map((row) => row.name)).toEqual([long, 'Tole']);
    });

    it('one sign more is refused, and the limit is told', async () => {
      expect((await faults({ name: 'x'.repeat(201) })).name).toBe('Terlalu panjang. Paling banyak 200 huruf.');
    });

    it('a unit is one of the directory or a text, never an unknown id', async () => {
      expect((await faults({ unitId: '01900000-0000-7000-8000-000000000000', unitText: undefined })).unitId).toMatch(
        /tidak ada dalam daftar/,
      );
    });

    it('the rank fits the kind', async () => {
      expect((await faults({ kind: 'pppk', rank: 'III/d' })).rank).toMatch(/Pilih dari daftar/);
    });
  });

  describe('the same person again', () => {
    it('learns nothing of himself, changes nothing, and his own address gets the ticket at most once in ten minutes', async () => {
      await register(app, event.slug, 1);
      const stranger = () =>
        sendForm<Problem>(
          app,
          event.slug,
          applicant(1, { name: 'Orang Lain', email: 'lain@uji.example', phone: '081299998888' }),
        );
      const answer = await stranger();
      expect(answer.status).toBe(409);
      expect(answer.body.code).toBe('ALREADY_REGISTERED');
      expect(answer.raw.toString()).not.toMatch(/peserta1|Maria|Yosep|0812100/);
      expect((await stranger()).status).toBe(409);

      const mails = await app.db.query("SELECT to_address FROM mail_message WHERE template = 'ticket_resent'");
      expect(mails).toEqual([{ to_address: 'peserta1@uji.example' }]);
      const rows = await app.db.query<{ name: string }>('SELECT name FROM registration');
      expect(rows).toHaveLength(1);
      expect(rows[0]?.name).not.toBe('Orang Lain');

      app.clock.advance(11 * 60_000);
      await stranger();
      expect(await app.db.query("SELECT id FROM mail_message WHERE template = 'ticket_resent'")).toHaveLength(2);
    });

    it('is stopped after five tries in ten minutes', async () => {
      for (let press = 0; press < 5; press++) await sendForm(app, event.slug, applicant(1));
      const answer = await sendForm<Problem>(app, event.slug, applicant(1));
      expect(answer.status).toBe(429);
      expect(answer.body.code).toBe('TOO_MANY_TRIES');
      expect(answer.headers['retry-after']).toBe('600');
    });

    it('the back button with a colleague in the same form registers the colleague', async () => {
      const first = applicant(1);
      await sendForm(app, event.slug, first);
      const second = await sendForm(app, event.slug, applicant(2, { submissionNonce: first.submissionNonce }));
      expect(second.status).toBe(201);
      expect(await app.db.query('SELECT id FROM registration')).toHaveLength(2);
    });

    it('comes back after cancelling as a new row', async () => {
      const first = await register(app, event.slug, 1);
      expect((await app.client().post(`/public/tickets/${first.token}/cancel`)).status).toBe(200);
      const second = await register(app, event.slug, 1);
      expect(second.token).not.toBe(first.token);
      expect(await app.db.query('SELECT id FROM registration')).toHaveLength(2);
    });
  });

  describe('who may not come in', () => {
    it('40 people behind one address all pass', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => sendForm(app, event.slug, applicant(n))));
      expect(answers.map((answer) => answer.status)).toEqual(Array(40).fill(201));
    });

    it('a filled honeypot is refused with words, not with silence', async () => {
      const answer = await sendForm<Problem>(app, event.slug, { ...applicant(1), website: 'http://spam.example' });
      expect([answer.status, answer.body.errors?.[0]?.code]).toEqual([422, 'LOOKS_AUTOMATED']);
    });

    it('before it opens, after it closes, and when the event is cancelled', async () => {
      app.clock.advance(30 * 24 * 3_600_000);
      const late = await sendForm<Problem>(app, event.slug, applicant(1));
      expect([late.status, late.body.code]).toEqual([409, 'REGISTRATION_CLOSED']);
      expect(late.body.detail).toMatch(/^Pendaftaran ditutup \d+ \w+ 2026 pukul \d\d\.\d\d WITA\. Hubungi panitia/);
      app.clock.advance(-30 * 24 * 3_600_000);
      const organiser = await app.as('admin');
      await organiser.post(`/events/${event.id}/cancel`, { reason: 'Banjir', confirm: 'BATALKAN' });
      const cancelled = await sendForm<Problem>(app, event.slug, applicant(1));
      expect([cancelled.status, cancelled.body.code]).toEqual([409, 'EVENT_CANCELLED']);
    });

    it('an unknown event, a draft, and an unknown ticket link are not found', async () => {
      const draft = await makeEvent(app, { publish: false });
      expect((await sendForm(app, 'tidak-ada', applicant(1))).status).toBe(404);
      expect((await sendForm(app, draft.slug, applicant(1))).status).toBe(404);
      expect((await app.client().get('/public/tickets/AAAA')).status).toBe(404);
    });
  });
});
