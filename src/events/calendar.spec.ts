import { describe, expect, it } from '@jest/globals';
import { eventCalendar } from './calendar.js';

const facts = {
  event: {
    id: 'e1',
    title: 'Bimtek; Tahap 1',
    summary: 'Rencana induk',
    zone: 'Asia/Makassar',
    state: 'published',
    changeSeq: 7,
  },
  sessions: [
    { startsAt: new Date('2022-06-07T23:30Z'), endsAt: new Date('2022-06-08T00:15Z') },
    { startsAt: new Date('2022-06-08T07:00Z'), endsAt: new Date('2022-06-08T08:45Z') },
  ],
  place: 'Ruang SH Sarundajang, Kantor Wali Kota Bitung',
  address: 'Bitung',
  coordinates: { lat: 1.4406, lon: 125.1217 },
  organiser: { name: 'Diskominfo', email: 'kominfo@bitung.example' },
  url: 'https://bintek.example/kegiatan/tahap-1',
  now: new Date('2022-05-20T00:00Z'),
};

describe('calendar file', () => {
  it('spans the day of the zone from the desk to the end, in UTC', () => {
    const lines = eventCalendar(facts).replace(/\r\n /g, '').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        'UID:e1-2022-06-08@bintek',
        'SEQUENCE:7',
        'DTSTAMP:20220520T000000Z',
        'DTSTART:20220607T233000Z',
        'DTEND:20220608T084500Z',
        'SUMMARY:Bimtek\\; Tahap 1',
        'GEO:1.4406;125.1217',
        'STATUS:CONFIRMED',
        'METHOD:PUBLISH',
      ]),
    );
  });

  it('leaves open whether somebody comes who holds no seat for certain', () => {
    expect(eventCalendar({ ...facts, tentative: true })).toContain('STATUS:TENTATIVE');
    const cancelled = { ...facts.event, state: 'cancelled' };
    expect(eventCalendar({ ...facts, event: cancelled, tentative: true })).toContain('STATUS:CANCELLED');
  });

  it('takes a cancelled event out of the calendar', () => {
    const text = eventCalendar({ ...facts, event: { ...facts.event, state: 'cancelled' } });
    expect(text).toContain('METHOD:CANCEL');
    expect(text).toContain('STATUS:CANCELLED');
  });
});
