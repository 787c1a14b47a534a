import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDetail } from '../../src/events/dto/event.views.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { codes, draft, makePlace, type Place } from './support.js';

describe('what an organiser writes', () => {
  let app: TestApp;
  let organiser: Client;
  let event: EventDetail;
  let place: Place;

  beforeAll(async () => {
    app = await TestApp.start();
    organiser = await app.as('organiser');
    place = await makePlace(organiser);
    event = (await organiser.post<EventDetail>('/events', draft(place))).body;
  });
  afterAll(() => app.close());

  const edit = (fields: object) => organiser.patch<EventDetail & Problem>(`/events/${event.id}`, fields);

  it('is one line where it stands in a subject, a table or under a signature', async () => {
    const title = ' Bintek\r\nBcc: semua@uji.example \u0001\u202eSPBE\u200b ';
    expect((await edit({ title })).body.title).toBe('Bintek Bcc: semua@uji.example SPBE');
    expect(codes((await edit({ title: '\u200b \u0007' })).body)).toEqual(['title REQUIRED']);
  });

  it('keeps its lines where it is a text, and nothing unseen', async () => {
    const summary = '\u2066Baris satu\u2069 \r\n\r\n\tBaris dua\u0000';
    expect((await edit({ summary })).body.summary).toBe('Baris satu\n\n Baris dua');
    expect((await edit({ bring: [' Laptop\n\u0001', 'Surat\ttugas'] })).body.bring).toEqual(['Laptop', 'Surat tugas']);
  });

  it.each([
    ['certificateDatedOn', '0000-01-01', 'NOT_DATE'],
    ['certificateDatedOn', '2206-06-08', 'NOT_DATE'],
    ['cancelUntil', '0001-01-01T00:00:00Z', 'NOT_MOMENT'],
    ['registrationClosesAt', '9999-12-31T23:59:59-12:00', 'NOT_MOMENT'],
  ])('is refused with the year of a slip of the pen: %s %s', async (field, value, code) => {
    expect(codes((await edit({ [field]: value })).body)).toEqual([`${field} ${code}`]);
  });

  it('names a zone in the spelling of the list, whatever the case', async () => {
    expect((await edit({ zone: 'asia/makassar' })).body.zone).toBe('Asia/Makassar');
    expect(codes((await edit({ zone: 'Mars/Olympus' })).body)).toEqual(['zone NOT_ALLOWED']);
  });
});
