import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventDetail } from '../../src/events/dto/event.views.js';
import { TestApp } from '../support/app.js';
import type { Client, Problem } from '../support/client.js';
import { codes, draft, makePlace, type Place } from './support.js';

describe('seats', () => {
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
  const inner = [
    { name: 'Perangkat daerah', capacity: 60, kinds: ['pns', 'pppk'] },
    { name: 'Mitra', capacity: 8, kinds: ['guest'] },
  ];

  it('are one pool for the event and shares of it', async () => {
    const event = await create({ inner });
    expect(event.pools.map(({ scope, name, capacity, kinds }) => [scope, name, capacity, kinds])).toEqual([
      ['event', 'Semua peserta', 80, null],
      ['inner', 'Perangkat daerah', 60, ['pns', 'pppk']],
      ['inner', 'Mitra', 8, ['guest']],
    ]);
    const [, first] = event.pools;
    const changed = await organiser.put<EventDetail>(`/events/${event.id}/pools`, {
      capacity: 90,
      inner: [
        { id: first!.id, name: 'OPD', capacity: 70 },
        { name: 'Kecamatan', capacity: 12 },
      ],
    });
    expect(changed.body.pools.map(({ name, capacity }) => [name, capacity])).toEqual([
      ['Semua peserta', 90],
      ['OPD', 70],
      ['Kecamatan', 12],
    ]);
    expect(changed.body.pools[1]).toMatchObject({ id: first!.id, kinds: null });
  });

  it('are never fewer than are taken', async () => {
    const event = await create({ inner });
    await app.db.query('UPDATE seat_pool SET taken = 57 WHERE event_id = ? AND name IN (?, ?)', [
      event.id,
      'Semua peserta',
      'Perangkat daerah',
    ]);
    const pools = event.pools.slice(1).map(({ id, name, capacity }) => ({ id, name, capacity }));
    const lower = (whole: number, first: number) =>
      organiser.put<Problem>(`/events/${event.id}/pools`, {
        capacity: whole,
        inner: [{ ...pools[0], capacity: first }, pools[1]],
      });
    const refused = await lower(56, 55);
    expect([refused.status, ...codes(refused.body)]).toEqual([
      422,
      'capacity POOL_BELOW_TAKEN',
      'inner.0.capacity POOL_BELOW_TAKEN',
    ]);
    expect(refused.body.errors?.[0]?.message).toBe('Sudah 57 kursi terisi. Jumlah kursi tidak dapat kurang dari itu.');
    expect((await organiser.get<EventDetail>(`/events/${event.id}`)).body.capacity).toBe(80);
    expect((await lower(57, 57)).status).toBe(200);
  });

  it('of a published event stay, and are checked against event and directory', async () => {
    const event = await create({ inner });
    const unknown = await organiser.put<Problem>(`/events/${event.id}/pools`, {
      capacity: 10,
      inner: [{ name: 'OPD', capacity: 11, unitIds: [event.id] }],
    });
    expect(codes(unknown.body)).toEqual(['inner.0.capacity POOL_ABOVE_EVENT', 'inner.0.unitIds.0 UNIT_UNKNOWN']);
    await organiser.post(`/events/${event.id}/publish`);
    const gone = await organiser.put<Problem>(`/events/${event.id}/pools`, { capacity: 80 });
    expect(codes(gone.body)).toEqual(['inner POOL_STAYS']);
    const foreign = (await create({ inner })).pools[1]!.id;
    const [, first, second] = event.pools;
    const kept = [first!, second!].map(({ id, name, capacity }) => ({ id, name, capacity }));
    const mixed = await organiser.put<Problem>(`/events/${event.id}/pools`, {
      capacity: 80,
      inner: [...kept, { id: foreign, name: 'X', capacity: 1 }],
    });
    expect(codes(mixed.body)).toEqual(['inner.2.id POOL_UNKNOWN']);
  });
});
