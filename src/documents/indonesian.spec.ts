import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import {
  clock,
  dateInWords,
  dateRange,
  formatNip,
  longDate,
  longDateRange,
  numberInWords,
  numericDate,
  plainDate,
  roman,
  timeRange,
  zoneName,
} from './indonesian.js';

const WITA = 'Asia/Makassar';

describe('dates', () => {
  test.each([
    ['2022-06-08', 'Rabu, 8 Juni 2022'],
    ['2022-06-12', 'Minggu, 12 Juni 2022'],
    ['2022-06-13', 'Senin, 13 Juni 2022'],
    ['2024-02-29', 'Kamis, 29 Februari 2024'],
    ['2022-12-31T23:30:00Z', 'Minggu, 1 Januari 2023'],
    ['2022-06-07T16:00:00Z', 'Rabu, 8 Juni 2022'],
    ['2022-06-07T15:59:59Z', 'Selasa, 7 Juni 2022'],
  ])('%s is %s', (when, text) => {
    expect(longDate(when, WITA)).toBe(text);
    expect(longDate(new Date(when.length === 10 ? `${when}T12:00:00+08:00` : when), WITA)).toBe(text);
  });

  it('shows the day of the zone, not of the server', () => {
    expect(plainDate('2022-06-08T16:30:00Z', 'Asia/Jakarta')).toBe('8 Juni 2022');
    expect(plainDate('2022-06-08T16:30:00Z', 'Asia/Jayapura')).toBe('9 Juni 2022');
  });

  test.each([
    ['2022-06-08', '2022-06-08', '8 Juni 2022', 'Rabu, 8 Juni 2022'],
    ['2022-06-08', '2022-06-09', '8 s.d. 9 Juni 2022', 'Rabu s.d. Kamis, 8 s.d. 9 Juni 2022'],
    ['2022-05-30', '2022-06-02', '30 Mei s.d. 2 Juni 2022', 'Senin s.d. Kamis, 30 Mei s.d. 2 Juni 2022'],
    [
      '2022-12-30',
      '2023-01-02',
      '30 Desember 2022 s.d. 2 Januari 2023',
      'Jumat s.d. Senin, 30 Desember 2022 s.d. 2 Januari 2023',
    ],
    ['2022-06-08', '2023-06-08', '8 Juni 2022 s.d. 8 Juni 2023', 'Rabu s.d. Kamis, 8 Juni 2022 s.d. 8 Juni 2023'],
  ])('from %s to %s is %s', (start, end, range, longRange) => {
    expect(dateRange(start, end, WITA)).toBe(range);
    expect(longDateRange(start, end, WITA)).toBe(longRange);
  });

  it('writes the date of an agreement in words', () => {
    expect(dateInWords('2022-06-08', WITA)).toBe(
      'Rabu, tanggal Delapan bulan Juni tahun Dua Ribu Dua Puluh Dua (08-06-2022)',
    );
    expect(dateInWords('2026-11-25', WITA)).toBe(
      'Rabu, tanggal Dua Puluh Lima bulan November tahun Dua Ribu Dua Puluh Enam (25-11-2026)',
    );
    expect(numericDate('2022-06-08T20:00:00Z', WITA)).toBe('09-06-2022');
  });

  it('refuses what is no time', () => {
    expect(() => longDate('8 Juni', WITA)).toThrow(RangeError);
    expect(() => longDate('2022-02-31', WITA)).toThrow(RangeError);
    expect(() => longDate('2022-06-08', 'Asia/Bitung')).toThrow(RangeError);
  });

  it('agrees with the calendar of Intl on every day', () => {
    const intl = new Intl.DateTimeFormat('id-ID', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: WITA,
    });
    fc.assert(
      fc.property(fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (day) => {
        expect(longDate(day, WITA)).toBe(intl.format(day));
      }),
    );
  });
});

describe('times', () => {
  test.each([
    [WITA, '08.00–10.00 WITA'],
    ['Asia/Jakarta', '07.00–09.00 WIB'],
    ['Asia/Jayapura', '09.00–11.00 WIT'],
  ])('in %s', (zone, text) => {
    expect(timeRange('2022-06-08T00:00:00Z', '2022-06-08T02:00:00Z', zone)).toBe(text);
  });

  it('writes minutes with a point and keeps unknown zone names', () => {
    expect(clock('2022-06-08T00:05:00Z', WITA)).toBe('08.05');
    expect(zoneName('Europe/Paris')).toBe('Europe/Paris');
  });
});

describe('numbers', () => {
  test.each([
    [0, 'nol'],
    [1, 'satu'],
    [8, 'delapan'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [12, 'dua belas'],
    [19, 'sembilan belas'],
    [20, 'dua puluh'],
    [21, 'dua puluh satu'],
    [99, 'sembilan puluh sembilan'],
    [100, 'seratus'],
    [101, 'seratus satu'],
    [111, 'seratus sebelas'],
    [200, 'dua ratus'],
    [999, 'sembilan ratus sembilan puluh sembilan'],
    [1000, 'seribu'],
    [1945, 'seribu sembilan ratus empat puluh lima'],
    [2022, 'dua ribu dua puluh dua'],
    [11_000, 'sebelas ribu'],
    [1_000_000, 'satu juta'],
  ])('%i is %s', (n, words) => {
    expect(numberInWords(n)).toBe(words);
  });

  it('has different words for different numbers, and no words for the rest', () => {
    const words = Array.from({ length: 20_000 }, (_, n) => numberInWords(n));
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((w) => /^[a-z]+( [a-z]+)*$/.test(w))).toBe(true);
    for (const n of [-1, 1.5, Number.NaN, 1e9]) expect(() => numberInWords(n)).toThrow(RangeError);
  });

  it('counts in Roman numerals', () => {
    expect(Array.from({ length: 12 }, (_, i) => roman(i + 1)).join(' ')).toBe('I II III IV V VI VII VIII IX X XI XII');
    expect([roman(1999), roman(2022), roman(3999)]).toEqual(['MCMXCIX', 'MMXXII', 'MMMCMXCIX']);
    expect(new Set(Array.from({ length: 3999 }, (_, i) => roman(i + 1))).size).toBe(3999);
    for (const n of [0, 4000, 2.5]) expect(() => roman(n)).toThrow(RangeError);
  });
});

describe('NIP', () => {
  it('is printed 8-6-1-3', () => {
    expect(formatNip('198503122010011004')).toBe('19850312 201001 1 004');
    expect(formatNip('84051234')).toBe('84051234');
  });
});
