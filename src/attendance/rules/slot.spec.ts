import { describe, expect, it } from '@jest/globals';
import { daySlot, isDayOf, nearestDay, spanOf } from './slot.js';

describe('slot of a day', () => {
  it('is the date on the wall in the zone of the event', () => {
    const justAfterMidnightInBitung = new Date('2022-06-07T16:30:00Z');
    expect(daySlot(justAfterMidnightInBitung, 'Asia/Makassar')).toBe('day:2022-06-08');
    expect(daySlot(justAfterMidnightInBitung, 'Asia/Jakarta')).toBe('day:2022-06-07');
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

  it('is none that the calendar does not have, and none that begins when the event ends', () => {
    const zone = 'Asia/Makassar';
    const span = { startsAt: new Date('2026-11-30T00:00:00Z'), endsAt: new Date('2026-12-01T16:00:00Z') };
    const days = ['2026-11-30', '2026-11-31', '2026-12-01', '2026-12-02'];
    expect(days.filter((day) => isDayOf(span, day, zone))).toEqual(['2026-11-30', '2026-12-01']);
    expect(nearestDay(span, new Date('2026-12-02T01:00:00Z'), zone)).toBe('2026-12-01');
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
