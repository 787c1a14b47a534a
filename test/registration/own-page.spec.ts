import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { applicant, guest } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { ask, type Asked, options, question } from '../factories/questions.js';
import { register, sendForm } from '../factories/registrations.js';
import { onePagePdf } from '../factories/papers.js';
import { sendLetter } from '../factories/uploads.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

describe('own page', () => {
  let app: TestApp;
  let event: MadeEvent;
  let token: string;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
  });
  beforeEach(async () => {
    await app.empty();
    event = await makeEvent(app, { capacity: 100, fields: { letterRule: 'optional' } });
    token = (await register(app, event.slug, 1)).token;
  });
  afterAll(() => app.close());

  const at = (path: string) => `/public/tickets/${token}${path}`;
  const mine = {
    frontTitle: '',
    name: 'Yosep Wantah',
    backTitle: 'S.Kom.',
    position: 'Pranata Komputer Ahli Pertama',
    rank: 'III/a',
    phone: '081210000001',
    email: 'peserta1@uji.example',
  };
  const correct = (changes: Partial<typeof mine>, base = mine) =>
    app.client().put<Problem>(at('/data'), { ...base, ...changes });
  const codes = (answer: { body: Problem }) =>
    Object.fromEntries((answer.body.errors ?? []).map(({ field, code }) => [field, code]));
  const row = async () =>
    (
      await app.db.query<Record<string, string>>(
        'SELECT kind, nip, name, position, phone, email, person_key, unit_text FROM registration ORDER BY arrival_no',
      )
    )[0]!;
  const mails = () =>
    app.db.query<{ template: string; to_address: string }>('SELECT template, to_address FROM mail_message ORDER BY id');

  describe('a person puts his own data right', () => {
    it('and only that: kind, NIP, unit and everybody else stay', async () => {
      await register(app, event.slug, 2);
      const before = await app.db.query('SELECT * FROM registration ORDER BY arrival_no');
      expect((await correct({ name: 'Yosep A. Wantah', position: 'Analis', phone: '0813 1111 2222' })).status).toBe(
        204,
      );
      expect(await row()).toMatchObject({
        kind: 'pns',
        name: 'Yosep A. Wantah',
        position: 'Analis',
        phone: '+6281311112222',
      });
      const after = await app.db.query<object>('SELECT * FROM registration ORDER BY arrival_no');
      expect(after[1]).toEqual(before[1]);
      expect((await app.client().get<{ printedName: string }>(at(''))).body.printedName).toBe(
        'Yosep A. Wantah, S.Kom.',
      );
      const [entry] = await app.db.query<{ actor_kind: string; payload: string }>(
        "SELECT actor_kind, payload FROM audit_entry WHERE action = 'registration.corrected'",
      );
      expect(entry?.actor_kind).toBe('participant');
      expect(entry?.payload).toContain('name, position, phone');
      expect(entry?.payload).not.toContain('Analis');
    });

    it.each(['kind', 'nip', 'unitId', 'unitText', 'status', 'epoch'])('%s is no field of it', async (field) => {
      const answer = await app.client().put<Problem>(at('/data'), { ...mine, [field]: 'pppk' });
      expect(codes(answer)).toEqual({ [field]: 'UNKNOWN_FIELD' });
    });

    it('with every fault told, and nothing changed', async () => {
      const before = await row();
      const answer = await correct({ name: ' ', email: 'bukan', phone: '12', position: '', rank: 'XVII' });
      expect(answer.status).toBe(422);
      expect(Object.keys(codes(answer)).sort()).toEqual(['email', 'name', 'phone', 'position', 'rank']);
      expect(await row()).toEqual(before);
    });

    it('a new address gets the ticket, and the old one a word without a link', async () => {
      expect((await correct({ email: 'Baru@uji.example' })).status).toBe(204);
      expect((await row()).email).toBe('baru@uji.example');
      expect((await mails()).slice(1)).toEqual([
        { template: 'ticket_resent', to_address: 'baru@uji.example' },
        { template: 'email_changed', to_address: 'peserta1@uji.example' },
      ]);
      const [notice] = await app.db.query<{ id: string }>(
        "SELECT id FROM mail_message WHERE template = 'email_changed'",
      );
      const shown = await (await app.as('admin')).get(`/mails/${notice!.id}`);
      expect(shown.raw.toString()).toContain('Bukan Anda');
      expect(shown.raw.toString()).not.toMatch(/\/t\//);
      // The NIP is the person: he is known under his new address too.
      expect((await sendForm<Problem>(app, event.slug, applicant(1))).body.code).toBe('ALREADY_REGISTERED');
    });

    it('the address not more than five times in ten minutes', async () => {
      for (let n = 0; n < 5; n++) await correct({ email: `a${n}@uji.example` });
      expect((await correct({ email: 'b@uji.example' })).body.code).toBe('TOO_MANY_CHANGES');
      expect((await correct({ email: 'a4@uji.example', position: 'Analis' })).status).toBe(204);
    });

    it('nothing changed is nothing written', async () => {
      const entries = await app.db.query('SELECT id FROM audit_entry');
      expect((await correct({})).status).toBe(204);
      expect(await app.db.query('SELECT id FROM audit_entry')).toHaveLength(entries.length);
      expect(await mails()).toHaveLength(1);
    });

    it('until registration closes, and not from a cancelled seat', async () => {
      app.clock.advance(8 * 24 * 3_600_000);
      const late = await correct({ position: 'Analis' });
      expect([late.status, late.body.code]).toEqual([409, 'TOO_LATE_TO_EDIT']);
      expect(late.body.detail).toMatch(/WITA/);
      app.clock.advance(-8 * 24 * 3_600_000);
      await app.client().post(at('/cancel'));
      expect((await correct({ position: 'Analis' })).body.code).toBe('REGISTRATION_ENDED');
    });
  });

  describe('who has no NIP is his name and address', () => {
    const known = {
      ...mine,
      name: 'Siti Wantah',
      backTitle: '',
      position: 'Narasumber',
      rank: '',
      email: 'tamu2@uji.example',
    };
    beforeEach(async () => {
      token = (await sendForm(app, event.slug, guest(2))).body.token;
    });
    const guestRow = async () =>
      (
        await app.db.query<{ name: string; back_title: string; person_key: string }>(
          "SELECT * FROM registration WHERE kind = 'guest'",
        )
      )[0]!;

    it('another name would be another person', async () => {
      expect(codes(await correct({ name: 'Orang Lain' }, known))).toEqual({ name: 'NAME_STANDS' });
      expect((await correct({ name: 'Siti WANTAH', backTitle: 'S.H.' }, known)).status).toBe(204);
      expect(await guestRow()).toMatchObject({ name: 'Siti WANTAH', back_title: 'S.H.' });
    });

    it('another address is the same person, who is still known', async () => {
      expect((await correct({ email: 'siti@uji.example' }, known)).status).toBe(204);
      expect((await guestRow()).person_key).toBe('m:siti@uji.example|siti wantah');
      const again = await sendForm<Problem>(app, event.slug, guest(2, { email: 'siti@uji.example' }));
      expect(again.body.code).toBe('ALREADY_REGISTERED');
    });

    it('but never the address of a namesake who is in', async () => {
      await sendForm(app, event.slug, guest(2, { email: 'kantor@uji.example' }));
      expect(codes(await correct({ email: 'kantor@uji.example' }, known))).toEqual({ email: 'ADDRESS_TAKEN' });
      expect((await guestRow()).person_key).toBe('m:tamu2@uji.example|siti wantah');
    });
  });

  describe('answers', () => {
    let form: Asked;
    let offered: string[];
    beforeEach(async () => {
      form = await ask(app, event.id, [
        question('c', 'choice', { required: true, options: options('Ayam', 'Ikan') }),
        question('w', 'text', { condition: { question: 'c', options: ['Ikan'] } }),
        question('k', 'consent', { labelId: 'Saya bersedia menginap.' }),
      ]);
      offered = form.questions[0]!.options.map(({ id }) => id);
    });
    const change = (answers: object) => app.client().put<Problem>(at('/answers'), { answers });
    const own = async () =>
      (await app.client().get<{ missing: { label: string }[]; form: { answers: object } }>(at('/own'))).body;

    it('that are missing since the form was changed are named, and then given', async () => {
      expect((await own()).missing.map(({ label }) => label)).toEqual(['Pertanyaan c']);
      const [c, w, k] = form.questions.map(({ id }) => id) as [string, string, string];
      expect(codes(await change({}))).toEqual({ [`answers.${c}`]: 'ANSWER_NOT_CHOSEN' });
      expect((await change({ [c]: offered[1], [w]: 'Bakar', [k]: 'agreed' })).status).toBe(204);
      expect(await own()).toMatchObject({
        missing: [],
        form: { answers: { [c]: [offered[1]], [w]: ['Bakar'], [k]: ['agreed'] } },
      });
    });

    it('keep their row when they stay, and go when they are hidden', async () => {
      const [c, w, k] = form.questions.map(({ id }) => id) as [string, string, string];
      await change({ [c]: offered[1], [w]: 'Bakar', [k]: 'agreed' });
      const before = await app.db.query<{ id: string; question_id: string }>(
        'SELECT id, question_id FROM answer ORDER BY id',
      );
      expect((await change({ [c]: offered[0], [w]: 'Bakar', [k]: 'agreed' })).status).toBe(204);
      const after = await app.db.query<{ id: string; question_id: string }>(
        'SELECT id, question_id FROM answer ORDER BY id',
      );
      expect(after.map((one) => one.question_id).sort()).toEqual([c, k].sort());
      expect(after.find((one) => one.question_id === k)).toEqual(before.find((one) => one.question_id === k));
    });

    it('stand once the event has begun', async () => {
      app.clock.advance(7 * 24 * 3_600_000 + 6 * 3_600_000);
      expect((await change({ [form.questions[0]!.id]: offered[0] })).body.code).toBe('TOO_LATE_TO_ANSWER');
      app.clock.advance(-(7 * 24 * 3_600_000 + 6 * 3_600_000));
    });
  });

  describe('the ticket again', () => {
    it('goes to the stored address, at most once in ten minutes', async () => {
      const send = () => app.client().post<Problem>(at('/resend'));
      expect((await send()).status).toBe(204);
      expect((await send()).body.code).toBe('TICKET_SENT_JUST_NOW');
      app.clock.advance(11 * 60_000);
      expect((await send()).status).toBe(204);
      expect((await mails()).map(({ template }) => template)).toEqual([
        'registration_confirmed',
        'ticket_resent',
        'ticket_resent',
      ]);
    });
  });

  describe('a copy of his data', () => {
    it('holds all that is stored of him, and nothing of anybody else', async () => {
      const { questions } = await ask(app, event.id, [question('a', 'text')]);
      await app.client().put(at('/answers'), { answers: { [questions[0]!.id]: 'Alergi udang' } });
      await sendLetter(app, token, { name: 'surat.pdf', bytes: await onePagePdf() });
      await register(app, event.slug, 2);
      const answer = await app.client().get<object>(at('/copy.json'));
      expect(answer.headers['content-disposition']).toBe('attachment; filename="data-saya.json"');
      expect(answer.body).toMatchObject({
        registration: {
          name: 'Yosep Wantah',
          nip: applicant(1).nip,
          email: 'peserta1@uji.example',
          phone: '+6281210000001',
        },
        answers: [{ question: 'Pertanyaan a', answer: 'Alergi udang' }],
        letter: { number: '800.1.11.1/101/2026', fileName: 'surat.pdf' },
        mails: [{ subject: expect.stringContaining('Tiket Anda'), state: 'queued' }],
        visits: [],
        certificate: null,
      });
      expect(answer.raw.toString()).not.toContain('peserta2');
      expect(answer.raw.toString()).not.toContain(token);
    });

    it('tells of the door, too', async () => {
      const organiser = await app.as('organiser', event.id);
      const ticket = await app.client().get<{ ticketCode: string }>(at(''));
      await organiser.post(`/events/${event.id}/scans`, {
        id: '0190b6c2-0000-7000-8000-00000000beef',
        gateId: null,
        input: ticket.body.ticketCode,
        method: 'code',
        scannedAt: app.clock.now().toISOString(),
      });
      const { body } = await app.client().get<{ visits: object[] }>(at('/copy.json'));
      expect(body.visits).toEqual([expect.objectContaining({ direction: 'in' })]);
    });
  });

  describe('a link', () => {
    it.each([
      ['GET', '/own'],
      ['GET', '/consents'],
      ['GET', '/copy.json'],
      ['GET', '/letter'],
      ['PUT', '/data'],
      ['PUT', '/answers'],
      ['POST', '/resend'],
      ['POST', '/consents'],
      ['POST', '/consents/withdraw'],
      ['POST', '/letter'],
    ] as const)('that is wrong opens nothing: %s %s', async (method, path) => {
      const last = token.at(-1) === 'A' ? 'B' : 'A';
      const bodies: Record<string, object> = {
        '/answers': { answers: {} },
        '/consents': { consentTextId: '01800000-0000-7000-8000-000000000501' },
        '/consents/withdraw': { purpose: 'photo' },
      };
      const wrong = `/public/tickets/${token.slice(0, -1)}${last}${path}`;
      const answer = await app
        .client()
        .send<Problem>(method, wrong, method === 'GET' ? undefined : (bodies[path] ?? {}));
      expect([answer.status, answer.body.code]).toEqual([404, 'TICKET_NOT_FOUND']);
    });
  });
});
