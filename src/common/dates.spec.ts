import { describe, expect, it } from '@jest/globals';
import { daysText, hoursText } from './dates.js';

const ZONE = 'Asia/Makassar';
const at = (time: string) => new Date(`2022-${time}Z`);

describe('days and hours in words', () => {
  it.each([
    ['06-08T00:00', '06-08T08:45', 'Rabu, 8 Juni 2022', 'Wednesday, 8 June 2022'],
    ['06-08T00:00', '06-09T08:45', 'Rabu s.d. Kamis, 8 s.d. 9 Juni 2022', '8–9 June 2022'],
    ['05-31T00:00', '06-01T08:45', 'Selasa s.d. Rabu, 31 Mei s.d. 1 Juni 2022', '31 May–1 June 2022'],
    ['06-07T16:00', '06-08T15:59', 'Rabu, 8 Juni 2022', 'Wednesday, 8 June 2022'],
  ])('from %s to %s UTC', (from, to, indonesian, english) => {
    expect(daysText(at(from), at(to), ZONE, 'id')).toBe(indonesian);
    expect(daysText(at(from), at(to), ZONE, 'en')).toBe(english);
  });

  it('names the zone once', () => {
    const span = [at('06-08T00:00'), at('06-08T08:45')] as const;
    expect(hoursText(...span, ZONE, 'id')).toBe('08.00–16.45 WITA');
    expect(hoursText(...span, ZONE, 'en')).toBe('08:00–16:45 WITA');
  });
});
