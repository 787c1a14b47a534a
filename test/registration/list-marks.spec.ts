import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEvent, type MadeEvent } from '../factories/events.js';
import { onePagePdf } from '../factories/papers.js';
import { register } from '../factories/registrations.js';
import { sendLetter } from '../factories/uploads.js';
import { TestApp } from '../support/app.js';

interface List {
  rows: { nip: string; letter: boolean; overlaps: number | null; status: string }[];
  matched: number;
  withoutLetter: number | null;
}

describe('a row of the list', () => {
  let app: TestApp;
  let event: MadeEvent;
  const list = async (query: string) => {
    const organiser = await app.as('organiser');
    return (await organiser.get<List>(`/events/${event.id}/registrations?${query}`)).body;
  };

  /** One has sent his letter, one lacks it, and a third who lacks it has cancelled. */
  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    event = await makeEvent(app, { capacity: 10, fields: { letterRule: 'required' } });
    const sender = await register(app, event.slug, 1);
    await register(app, event.slug, 2);
    const gone = await register(app, event.slug, 3);
    await sendLetter(app, sender.token, { name: 'surat.pdf', bytes: await onePagePdf() });
    await app.client().post(`/public/tickets/${gone.token}/cancel`);
  });
  afterAll(() => app.close());

  it('says whether the letter is there; who has ended lacks none', async () => {
    const all = await list('with=letters');
    expect(all.rows.map(({ status, letter }) => [status, letter])).toEqual([
      ['cancelled', false],
      ['confirmed', false],
      ['confirmed', true],
    ]);
    expect(all.withoutLetter).toBe(1);
    expect((await list('letter=no')).matched).toBe(1);
    expect((await list('')).withoutLetter).toBeNull();
  });

  it('says how many other events of these days its person is in, if he still takes part in both', async () => {
    const overlaps = async () => (await list('with=overlaps')).rows.map((row) => row.overlaps);
    expect(await overlaps()).toEqual([0, 0, 0]);
    expect((await list('')).rows.map((row) => row.overlaps)).toEqual([null, null, null]);
    const other = await makeEvent(app);
    for (const n of [1, 3]) await register(app, other.slug, n);
    expect(await overlaps()).toEqual([0, 0, 1]);
  });
});
