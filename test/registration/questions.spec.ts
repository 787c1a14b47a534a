import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/index.js';
import { AGREED, Answers } from '../../src/registration/index.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { again, ask, type Asked, options, question } from '../factories/questions.js';
import { sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Problem } from '../support/client.js';

describe('questions', () => {
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

  type Given = Record<string, string | string[]>;
  const send = (answers: Given, n = 1) => sendForm<Problem>(app, event.slug, { ...applicant(n), answers });

  async function faults(answers: Given): Promise<Record<string, string>> {
    const answer = await send(answers);
    expect(answer.status).toBe(422);
    return Object.fromEntries((answer.body.errors ?? []).map(({ field, code }) => [field, code]));
  }

  const stored = () =>
    app.db.query<{ question_id: string; option_id: string | null; value: string | null }>(
      'SELECT question_id, option_id, value FROM answer ORDER BY id',
    );

  /** One of every kind, all required. */
  const everyKind = () =>
    ask(app, event.id, [
      question('a', 'text', { required: true }),
      question('b', 'long_text', { required: true }),
      question('c', 'choice', { required: true, options: options('Ayam', 'Ikan') }),
      question('d', 'several', { required: true, options: options('Senin', 'Selasa', 'Rabu') }),
      question('e', 'number', { required: true }),
      question('f', 'date', { required: true }),
      question('g', 'file', { required: true }),
      question('h', 'consent', {
        required: true,
        labelId: 'Saya bersedia menginap.',
        labelEn: 'I will stay overnight.',
      }),
    ]);

  const answersTo = ({ questions }: Asked): Given => {
    const [a, b, c, d, e, f, , h] = questions.map(({ id }) => id) as [string, ...string[]];
    return {
      [a]: ' Alergi   udang ',
      [b!]: 'Baris satu\r\nbaris dua',
      [c!]: questions[2]!.options[1]!.id,
      [d!]: [questions[3]!.options[2]!.id, questions[3]!.options[0]!.id],
      [e!]: '1.500,5',
      [f!]: '2026-02-28',
      [h!]: AGREED,
    };
  };

  describe('answers', () => {
    it('of every kind are kept with the registration, cleaned, in the order of the form', async () => {
      const form = await everyKind();
      expect((await send(answersTo(form))).status).toBe(201);
      const ids = form.questions.map(({ id }) => id);
      expect(await stored()).toEqual([
        { question_id: ids[0], option_id: null, value: 'Alergi udang' },
        { question_id: ids[1], option_id: null, value: 'Baris satu\nbaris dua' },
        { question_id: ids[2], option_id: form.questions[2]!.options[1]!.id, value: null },
        { question_id: ids[3], option_id: form.questions[3]!.options[0]!.id, value: null },
        { question_id: ids[3], option_id: form.questions[3]!.options[2]!.id, value: null },
        { question_id: ids[4], option_id: null, value: '1500.5' },
        { question_id: ids[5], option_id: null, value: '2026-02-28' },
        { question_id: ids[7], option_id: AGREED, value: 'Saya bersedia menginap.' },
      ]);
    });

    it('that are missing are all told, each at its question; a file waits for the ticket page', async () => {
      const { questions } = await everyKind();
      const [a, b, c, d, e, f, , h] = questions.map(({ id }) => `answers.${id}`);
      expect(await faults({})).toEqual({
        [a!]: 'ANSWER_REQUIRED',
        [b!]: 'ANSWER_REQUIRED',
        [c!]: 'ANSWER_NOT_CHOSEN',
        [d!]: 'ANSWER_NOT_CHOSEN',
        [e!]: 'ANSWER_REQUIRED',
        [f!]: 'ANSWER_REQUIRED',
        [h!]: 'ANSWER_NOT_AGREED',
      });
      expect(await app.db.query('SELECT id FROM registration')).toEqual([]);
    });

    it('that are wrong are told beside the faults of the person, in the words of the request', async () => {
      const { questions } = await everyKind();
      const ids = questions.map(({ id }) => id) as [string, ...string[]];
      const foreign = await makeEvent(app);
      const other = (await ask(app, foreign.id, [question('x', 'text')])).questions[0]!.id;
      const answers = {
        [ids[0]]: 'x'.repeat(10_000),
        [ids[1]!]: 'y'.repeat(2001),
        [ids[2]!]: '01900000-0000-7000-8000-000000000000',
        [ids[3]!]: ['tidak-ada'],
        [ids[4]!]: 'dua belas',
        [ids[5]!]: '2026-02-30',
        [ids[7]!]: 'ya',
        [other]: 'jawaban acara lain',
      };
      const answer = await app
        .client()
        .post<Problem>(
          `/public/events/${event.slug}/registrations`,
          { ...applicant(1, { name: '' }), answers },
          { headers: { 'accept-language': 'en' } },
        );
      expect(answer.status).toBe(422);
      expect(Object.fromEntries((answer.body.errors ?? []).map(({ field, message }) => [field, message]))).toEqual({
        name: 'Enter the name.',
        [`answers.${other}`]: expect.any(String),
        [`answers.${ids[0]}`]: expect.stringContaining('200'),
        [`answers.${ids[1]}`]: expect.stringContaining('2000'),
        [`answers.${ids[2]}`]: expect.stringContaining('no longer on the form'),
        [`answers.${ids[3]}`]: expect.stringContaining('no longer on the form'),
        [`answers.${ids[4]}`]: expect.stringContaining('number'),
        [`answers.${ids[5]}`]: expect.stringContaining('calendar'),
        [`answers.${ids[7]}`]: expect.any(String),
      });
    });

    it.each([['a text'], [['a list']], [{ a: 1 }], [{ a: [1] }], [{ a: null }], [{ a: { b: 'c' } }]])(
      'in another form (%j) are refused',
      async (answers) => {
        const answer = await sendForm<Problem>(app, event.slug, { ...applicant(1), answers });
        expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([422, 'answers']);
      },
    );

    it('two options of a question with one choice are refused', async () => {
      const { questions } = await ask(app, event.id, [question('c', 'choice', { options: options('Ya', 'Tidak') })]);
      const [{ id, options: offered }] = questions as [Asked['questions'][0]];
      expect(await faults({ [id]: offered.map((option) => option.id) })).toEqual({
        [`answers.${id}`]: 'ANSWER_ONE_ONLY',
      });
    });

    it('stand in the list by condition and in words', async () => {
      const { questions } = await ask(app, event.id, [question('c', 'choice', { options: options('Ayam', 'Ikan') })]);
      const [{ id, options: offered }] = questions as [Asked['questions'][0]];
      await send({ [id]: offered[0]!.id }, 1);
      await send({ [id]: offered[1]!.id }, 2);
      const rows = await app.db.query<{ id: string }>('SELECT id FROM registration ORDER BY arrival_no');
      const words = await app
        .get(Database)
        .read((m) => app.get(Answers).wordsOf(m, event.id, [rows[0]!.id, rows[1]!.id], 'id'));
      expect(words.get(rows[1]!.id)?.get(id)).toBe('Ikan');
    });
  });

  describe('a question with a condition', () => {
    let form: Asked;
    let yes: string;
    beforeEach(async () => {
      form = await ask(app, event.id, [
        question('stay', 'choice', { required: true, options: options('Ya', 'Tidak') }),
        question('room', 'text', { required: true, condition: { question: 'stay', options: ['Ya'] } }),
      ]);
      yes = form.questions[0]!.options[0]!.id;
    });

    it('is asked when it applies', async () => {
      const [stay, room] = form.questions.map(({ id }) => id);
      expect(await faults({ [stay!]: yes })).toEqual({ [`answers.${room}`]: 'ANSWER_REQUIRED' });
    });

    it('is dropped when it does not, whatever was sent', async () => {
      const [stay, room] = form.questions.map(({ id }) => id);
      const no = form.questions[0]!.options[1]!.id;
      expect((await send({ [stay!]: no, [room!]: 'x'.repeat(10_000) })).status).toBe(201);
      expect(await stored()).toEqual([{ question_id: stay, option_id: no, value: null }]);
    });
  });

  describe('the form of a published event', () => {
    it('may gain a required question: old registrations stand', async () => {
      expect((await send({})).status).toBe(201);
      await ask(app, event.id, [question('new', 'text', { required: true })]);
      expect(await app.db.query("SELECT id FROM registration WHERE status = 'confirmed'")).toHaveLength(1);
      expect((await send({}, 2)).status).toBe(422);
    });

    it('retires what is left out, keeps its answers, drops late ones, and may take it back', async () => {
      const first = await ask(app, event.id, [question('a', 'text', { required: true }), question('b', 'text')]);
      const [a] = first.questions.map(({ id }) => id) as [string];
      await send({ [a]: 'Satu' });
      const second = await ask(app, event.id, again(first).slice(1));
      expect(second.questions.map(({ id }) => id)).toEqual([first.questions[1]!.id]);
      expect(second.retired).toEqual([expect.objectContaining({ id: a, answered: 1 })]);
      expect((await send({ [a]: 'dikirim dari halaman lama' }, 2)).status).toBe(201);
      expect(await stored()).toEqual([{ question_id: a, option_id: null, value: 'Satu' }]);
      const third = await ask(app, event.id, [...again(second), ...again({ questions: second.retired, retired: [] })]);
      expect(third.retired).toEqual([]);
      expect(third.questions[1]).toMatchObject({ id: a, answered: 1 });
    });

    it('keeps the words of an option that is no longer offered', async () => {
      const first = await ask(app, event.id, [question('c', 'choice', { options: options('Ayam', 'Ikan', 'Sayur') })]);
      const [{ id, options: offered }] = first.questions as [Asked['questions'][0]];
      await send({ [id]: offered[2]!.id });
      const [sent] = again(first);
      await ask(app, event.id, [{ ...sent, options: sent!.options.slice(0, 2) }]);
      expect(await faults({ [id]: offered[2]!.id })).toEqual({ [`answers.${id}`]: 'ANSWER_NOT_OFFERED' });
      const [row] = await app.db.query<{ id: string }>('SELECT id FROM registration');
      const words = await app.get(Database).read((m) => app.get(Answers).wordsOf(m, event.id, [row!.id], 'id'));
      expect(words.get(row!.id)?.get(id)).toBe('Sayur');
    });

    it('keeps the kind of a question, and says so', async () => {
      const first = await ask(app, event.id, [question('a', 'text')]);
      const organiser = await app.as('admin');
      const changed = again(first).map((one) => ({ ...one, kind: 'number' }));
      const answer = await organiser.put<Problem>(`/events/${event.id}/questions`, { questions: changed });
      expect(answer.body.errors?.map(({ field, code }) => [field, code])).toEqual([
        ['questions.0.kind', 'QUESTION_KIND_STANDS'],
      ]);
    });

    it('is read by the public in its language, without what is retired', async () => {
      await everyKind();
      const { body } = await app
        .client()
        .get<{ questions: { label: string }[] }>(`/public/events/${event.slug}/questions`, {
          headers: { 'accept-language': 'en' },
        });
      expect(body.questions.at(-1)?.label).toBe('I will stay overnight.');
    });

    it('of a draft is not public, and is deleted there outright', async () => {
      const draft = await makeEvent(app, { publish: false });
      await ask(app, draft.id, [question('a', 'text')]);
      expect((await app.client().get(`/public/events/${draft.slug}/questions`)).status).toBe(404);
      await ask(app, draft.id, []);
      expect(await app.db.query('SELECT id FROM form_question')).toEqual([]);
    });

    it('and no question of another event comes along by its id', async () => {
      const other = await makeEvent(app);
      const [theirs] = (await ask(app, other.id, [question('a', 'text')])).questions;
      const mine = await ask(app, event.id, [question(theirs!.id, 'text')]);
      expect(mine.questions[0]?.id).not.toBe(theirs!.id);
      expect((await (await app.as('admin')).get<Asked>(`/events/${other.id}/questions`)).body.questions).toHaveLength(
        1,
      );
    });
  });
});
