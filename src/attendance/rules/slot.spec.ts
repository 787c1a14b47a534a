import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayOf, daySlot, endOfDay, isDayOf, nearestDay, spanOf, startOfDay } from './slot.js';

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC', 'America/New_York', 'Australia/Lord_Howe'];
const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });

describe('slot of a day', () => {
  it('is the date on the wall in the zone of the event', () => {
    const justAfterMidnightInBitung = new Date('2022-06-07T16:30:00Z');
    expect(daySlot(justAfterMidnightInBitung, 'Asia/Makassar')).toBe('day:2022-06-08');
    expect(daySlot(justAfterMidnightInBitung, 'Asia/Jakarta')).toBe('day:2022-06-07');
  });

  it('agrees with luxon at any moment in any zone, clock changes included', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), (at, zone) => {
        const local = DateTime.fromJSDate(at, { zone });
        expect(dayOf(at, zone)).toBe(local.toFormat('yyyy-MM-dd'));
        const day = dayOf(at, zone);
        expect(startOfDay(day, zone)).toEqual(local.startOf('day').toJSDate());
        expect(endOfDay(day, zone)).toEqual(local.plus({ days: 1 }).startOf('day').toJSDate());
      }),
    );
  });

  it('knows the days of an event and the one nearest to now', () => {
    const span = { startsAt: new Date('2022-06-08T00:00:00Z'), endsAt: new Date('2022-06-09T08:00:00Z') };
    const zone = 'Asia/Makassar';
    const days = ['2022-06-07', '2022-06-08', '2022-06-09', '2022-06-10'];
    expect(days.filter((day) => isDayOf(span, day, zone))).toEqual(['2022-06-08', '2022-06-09']);
    expect(nearestDay(span, new Date('2022-05-01T00:00:00Z'), zone)).toBe('2022-06-08');
    expect(nearestDay(span, new Date('2022-06-08T17:00:00Z'), zone)).toBe('2022-06-09');
    expect(nearestDay(span, new Date('2022-07-01T00:00:00Z'), zone)).toBe('2022-06-09');
  });

  it('spans all sessions, whatever their order', () => {
    const [desk, talk] = [
      { startsAt: new Date('2022-06-07T06:00:00Z'), endsAt: new Date('2022-06-07T09:00:00Z') },
      { startsAt: new Date('2022-06-08T00:00:00Z'), endsAt: new Date('2022-06-08T02:00:00Z') },
    ];
    expect(spanOf([talk, desk])).toEqual({ startsAt: desk.startsAt, endsAt: talk.endsAt });
    expect(spanOf([])).toBeNull();
  });
});
