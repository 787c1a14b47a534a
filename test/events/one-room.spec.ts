import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EventDetail } from '../../src/events/dto/event.views.js';
import { AgendaRepository } from '../../src/events/agenda.repository.js';
import { LookupsRepository } from '../../src/events/lookups.repository.js';
import { engine } from '../databases.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { codes, draft, makePlace, type Place } from './support.js';

const RIVALS = 6;

describe('events that are published for one room and hour at the same moment', () => {
  let app: TestApp;
  let organiser: Client;
  let place: Place;

  beforeAll(async () => {
    app = await TestApp.start();
    organiser = await app.as('organiser');
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => app.close());

  const publishAll = async (count: number) => {
    place = await makePlace(organiser);
    const drafts = [];
    for (let n = 0; n < count; n++) {
      drafts.push((await organiser.post<EventDetail>('/events', draft(place, { title: `Bintek ${n}` }))).body);
    }
    return Promise.all(drafts.map(({ id }) => organiser.post<Problem>(`/events/${id}/publish`)));
  };

  // SQLite has one writer: there no two transactions look at the room at the same time.
  if (engine === 'mysql') {
    it('both get the room when nobody holds it', async () => {
      jest.spyOn(app.get(LookupsRepository), 'holdRooms').mockResolvedValue();
      const agenda = app.get(AgendaRepository);
      const look = agenda.rivalInRoom.bind(agenda);
      let looked = 0;
      let open: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (open = resolve));
      jest.spyOn(agenda, 'rivalInRoom').mockImplementation(async (...given) => {
        const rival = await look(...given);
        if (++looked === 2) open();
        await both;
        return rival;
      });
      expect((await publishAll(2)).map(({ status }) => status)).toEqual([200, 200]);
    });
  }

  it('are published once, and the others are told who has the room', async () => {
    const answers = await publishAll(RIVALS);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 200);
    for (const { body } of refused) expect(codes(body)).toEqual(['sessions.0.roomId ROOM_TAKEN']);
  });
});
