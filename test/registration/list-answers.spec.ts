import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamXlsxRows } from 'hucre';
import { AGREED } from '../../src/registration/index.js';
import { applicant } from '../factories/applicants.js';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { ask, type AskedRow, options, question } from '../factories/questions.js';
import { sendForm } from '../factories/registrations.js';
import { TestApp } from '../support/app.js';
import type { Client } from '../support/client.js';

interface List {
  rows: { id: string; printedName: string; answers: Record<string, string> }[];
  matched: number;
}

describe('list answers', () => {
  let app: TestApp;
  let event: MadeEvent;
  let organiser: Client;
  let questions: Record<'stay' | 'group' | 'years' | 'all', AskedRow>;

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    event = await makeEvent(app, { capacity: 20 });
    organiser = await app.as('organiser');
    const form = await ask(app, event.id, [
      question('stay', 'choice', { labelId: 'Menginap?', labelEn: 'Staying?', options: stays }),
      question('group', 'several', { options: options('Ekonomi', 'Lingkungan', 'Mobilitas') }),
      question('years', 'number'),
      question('all', 'consent'),
    ]);
    const [stay, group, years, all] = form.questions as [AskedRow, AskedRow, AskedRow, AskedRow];
    questions = { stay, group, years, all };
    await enter(1, 'Ani', { [stay.id]: option('stay', 0), [group.id]: [option('group', 0), option('group', 1)] });
    await enter(2, 'Budi', { [stay.id]: option('stay', 1), [group.id]: [option('group', 1)], [years.id]: '2,5' });
    await enter(3, 'Cici', { [stay.id]: option('stay', 0), [all.id]: AGREED });
    await enter(4, 'Dodi', {});
  });
  afterAll(() => app.close());

  const stays = [
    { key: 'Ya', labelId: 'Ya', labelEn: 'Yes' },
    { key: 'Tidak', labelId: 'Tidak', labelEn: 'No' },
  ];
  const option = (of: keyof typeof questions, n: number) => questions[of].options[n]?.id ?? '';
  const chosen = (of: keyof typeof questions, what: number | string) =>
    `${questions[of].id}:${typeof what === 'number' ? option(of, what) : what}`;

  async function enter(n: number, name: string, answers: Record<string, string | string[]>) {
    const { status, body } = await sendForm(app, event.slug, { ...applicant(n, { name, backTitle: '' }), answers });
    if (status !== 201) throw new Error(JSON.stringify(body));
  }

  const path = (query: string, of = '') => `/events/${event.id}/registrations${of}?${query}`;
  const names = async (query: string) =>
    (await organiser.get<List>(path(`sort=name&${query}`))).body.rows.map(({ printedName }) => printedName);

  describe('the list filtered by answers', () => {
    it.each([
      ['an option of one', () => `answer=${chosen('stay', 0)}`, ['Ani', 'Cici']],
      ['an option among several', () => `answer=${chosen('group', 1)}`, ['Ani', 'Budi']],
      ['two questions at once', () => `answer=${chosen('stay', 0)},${chosen('group', 1)}`, ['Ani']],
      [
        'the same as a form without script sends it',
        () => `answer=${chosen('stay', 0)}&answer=${chosen('group', 1)}`,
        ['Ani'],
      ],
      ['a consent that was given', () => `answer=${chosen('all', AGREED)}`, ['Cici']],
      ['a consent that was not', () => `answer=${chosen('all', 'none')}`, ['Ani', 'Budi', 'Dodi']],
      ['any answer to a question without options', () => `answer=${chosen('years', 'any')}`, ['Budi']],
      ['none', () => `answer=${chosen('years', 'none')}&status=confirmed`, ['Ani', 'Cici', 'Dodi']],
      ['an option that nobody offers', () => `answer=${chosen('stay', 'x')}`, []],
    ])('finds by %s', async (_what, query, found) => {
      expect(await names(query())).toEqual(found);
    });

    it.each(['x', 'a:b:c', 'a:b,', Array(11).fill('a:b').join(',')])('refuses %s', async (answer) => {
      expect((await organiser.get(path(`answer=${answer}`))).status).toBe(422);
    });

    it('is what an act on all that match touches', async () => {
      const { body } = await organiser.post<{ total: number; done: number }>(`/events/${event.id}/registrations/bulk`, {
        act: 'remind',
        filter: { answer: `${chosen('stay', 0)},${chosen('all', 'none')}` },
      });
      expect(body).toMatchObject({ total: 1, done: 1 });
    });
  });

  describe('answers in the rows', () => {
    it('are those that were asked for, in words of the reader', async () => {
      const { stay, group, years } = questions;
      const query = path(`sort=name&answers=${stay.id},${years.id}`);
      const { body } = await organiser.get<List>(query);
      expect(body.rows.map(({ answers }) => answers)).toEqual([
        { [stay.id]: 'Ya', [years.id]: '' },
        { [stay.id]: 'Tidak', [years.id]: '2,5' },
        { [stay.id]: 'Ya', [years.id]: '' },
        {},
      ]);
      const english = await organiser.get<List>(query, { headers: { 'accept-language': 'en' } });
      expect(english.body.rows[1]?.answers).toEqual({ [stay.id]: 'No', [years.id]: '2.5' });
      const several = await organiser.get<List>(path(`sort=name&answers=${group.id}`));
      expect(several.body.rows[0]?.answers).toEqual({ [group.id]: 'Ekonomi; Lingkungan' });
    });

    it('are none when nobody asks, and none of another event', async () => {
      const other = await makeEvent(app);
      const foreign = await ask(app, other.id, [question('x', 'text')]);
      for (const query of ['', `answers=${foreign.questions[0]?.id}`]) {
        const { body } = await organiser.get<List>(path(query));
        expect(body.rows.every(({ answers }) => Object.keys(answers).length === 0)).toBe(true);
      }
    });
  });

  describe('the export', () => {
    const head = async (columns: string) => {
      const { raw } = await organiser.get(path(`sort=name&${columns}`, '.xlsx'));
      const rows: unknown[][] = [];
      for await (const row of streamXlsxRows(Readable.toWeb(Readable.from([raw])) as ReadableStream<Uint8Array>)) {
        rows.push(row.values);
      }
      return rows.slice(0, 2);
    };

    it('has the answers that were chosen, in the order of the form', async () => {
      const { stay, group, years } = questions;
      expect(await head(`columns=answer.${group.id},name,answer.${stay.id}`)).toEqual([
        ['Nama', 'Menginap?', 'Pertanyaan group'],
        ['Ani', 'Ya', 'Ekonomi; Lingkungan'],
      ]);
      expect((await head(`columns=name&columns=answer.${years.id}`))[0]).toEqual(['Nama', 'Pertanyaan years']);
      expect((await head('columns=name,answers'))[0]).toHaveLength(5);
      expect((await head('columns=name'))[0]).toEqual(['Nama']);
    });

    it('follows the filter', async () => {
      const { raw } = await organiser.get(path(`columns=name&answer=${chosen('group', 1)}&sort=name`, '.csv'));
      expect(
        Buffer.from(raw)
          .toString()
          .match(/Ani|Budi|Cici|Dodi/g),
      ).toEqual(['Ani', 'Budi']);
    });

    it('refuses a column that is none', async () => {
      expect((await organiser.get(path('columns=name,secret', '.csv'))).status).toBe(422);
    });
  });
});
