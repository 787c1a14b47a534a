import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { dayOf, endOfDay, momentOn, startOfDay, timeOf } from './wall-clock.js';

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC', 'America/New_York', 'Australia/Lord_Howe'];
const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });

describe('the clock on a wall', () => {
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

  it('tells the moment at which it shows a time', () => {
    expect(momentOn('2022-06-08', '16:30', 'Asia/Makassar').toISOString()).toBe('2022-06-08T08:30:00.000Z');
    expect(timeOf(new Date('2022-06-08T08:30:59.000Z'), 'Asia/Makassar')).toBe('16:30');
    expect(momentOn('2022-06-08', '00:15', 'Asia/Jakarta').toISOString()).toBe('2022-06-07T17:15:00.000Z');
  });
});
