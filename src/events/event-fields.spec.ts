import { describe, expect, it } from '@jest/globals';
import type { Event } from './event.entity.js';
import { changesOf, draftFaults, newEvent } from './event-fields.js';
import { defaultNumberPattern } from './number-pattern.js';
import type { Organisation } from './organisation.entity.js';

const organisation = {
  name: 'Pemerintah Kota Bitung',
  letterheadOffice: 'Dinas Komunikasi dan Informatika',
  city: 'Bitung',
  zone: 'Asia/Makassar',
} as Organisation;
const now = new Date('2022-05-20T00:00Z');
const closes = new Date('2022-06-06T08:00Z');
const event = newEvent({ title: 'Bimtek', venueId: 'v1', registrationClosesAt: closes }, organisation, now);

describe('a new event', () => {
  it('takes from the organisation what is not given', () => {
    expect(event).toMatchObject({
      zone: 'Asia/Makassar',
      organiserName: 'Dinas Komunikasi dan Informatika',
      issuerName: 'Pemerintah Kota Bitung',
      certificatePlace: 'Bitung',
      registrationOpensAt: now,
      cancelUntil: closes,
      minSharePercent: 80,
      numberPattern: defaultNumberPattern,
      siasnJenisDiklatId: '8',
    });
  });

  it('is refused when its registration closes before it opens, or its pattern cannot be read', () => {
    expect(draftFaults(event)).toEqual([]);
    const wrong = draftFaults({ ...event, registrationOpensAt: closes, numberPattern: '{x}' });
    expect(wrong.map(({ field }) => field)).toEqual(['registrationClosesAt', 'numberPattern']);
  });
});

describe('an edit', () => {
  const before = { ...event, roomId: 'r1', bring: ['Laptop'] } as Event;

  it('holds only what differs', () => {
    const edit = { title: 'Bimtek', bring: ['Laptop'], registrationClosesAt: new Date(closes), stage: null };
    expect(changesOf(before, edit)).toEqual({});
    expect(changesOf(before, { bring: [] })).toEqual({ bring: [] });
  });

  it('opens the room when the venue moves without one', () => {
    expect(changesOf(before, { venueId: 'v2' })).toEqual({ venueId: 'v2', roomId: null });
    expect(changesOf(before, { venueId: 'v2', roomId: 'r9' })).toEqual({ venueId: 'v2', roomId: 'r9' });
  });
});
