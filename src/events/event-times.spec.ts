import { describe, expect, it } from '@jest/globals';
import { dateInZone, eventTimes } from './event-times.js';

const session = (kind: 'registration' | 'topic', from: string, to: string) => ({
  kind,
  startsAt: new Date(`2022-06-${from}Z`),
  endsAt: new Date(`2022-06-${to}Z`),
});

describe('times of an event', () => {
  it('begin with the first session after the registration desk and end with the last', () => {
    const times = eventTimes([
      session('topic', '08T01:00', '08T02:30'),
      session('registration', '07T23:30', '08T00:15'),
      session('topic', '08T07:00', '08T08:45'),
    ]);
    expect(times).toEqual({
      startsAt: new Date('2022-06-08T01:00Z'),
      endsAt: new Date('2022-06-08T08:45Z'),
      registrationStartsAt: new Date('2022-06-07T23:30Z'),
    });
  });

  it('are unknown without sessions', () => {
    expect(eventTimes([])).toEqual({ startsAt: null, endsAt: null, registrationStartsAt: null });
  });
});

describe('a date', () => {
  it('is that of the zone, not of UTC', () => {
    const evening = new Date('2022-06-07T23:30Z');
    expect(dateInZone(evening, 'Asia/Makassar')).toBe('2022-06-08');
    expect(dateInZone(evening, 'Etc/UTC')).toBe('2022-06-07');
  });
});
