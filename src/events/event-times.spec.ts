import { describe, expect, it } from '@jest/globals';
import { attendanceDays, eventTimes } from './event-times.js';

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

describe('attendance days', () => {
  it('are dates of the zone, not of UTC', () => {
    const times = { startsAt: new Date('2022-06-07T23:30Z'), endsAt: new Date('2022-06-08T08:45Z') };
    expect(attendanceDays({ ...times, zone: 'Asia/Makassar' })).toEqual(['2022-06-08']);
    expect(attendanceDays({ ...times, zone: 'Etc/UTC' })).toEqual(['2022-06-07', '2022-06-08']);
  });

  it('span the days between, over a month end', () => {
    const times = { startsAt: new Date('2022-05-30T01:00Z'), endsAt: new Date('2022-06-02T08:00Z') };
    expect(attendanceDays({ ...times, zone: 'Asia/Makassar' })).toEqual([
      '2022-05-30',
      '2022-05-31',
      '2022-06-01',
      '2022-06-02',
    ]);
    expect(attendanceDays({ startsAt: null, endsAt: null, zone: 'Asia/Makassar' })).toEqual([]);
  });
});
