import { DateTime } from 'luxon';

/** An ISO instant, or a plain `yyyy-mm-dd` that means that day in the zone it is shown in. */
export type Moment = string | Date;

const MONTHS = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const;
const DAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;

const ZONE_NAMES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

export function inZone(when: Moment, zone: string): DateTime<true> {
  const time = typeof when === 'string' ? DateTime.fromISO(when, { zone }) : DateTime.fromJSDate(when, { zone });
  if (!time.isValid) throw new RangeError(`Not a time in zone ${zone}: ${String(when)} (${time.invalidReason})`);
  return time;
}

const dayName = (time: DateTime): string => DAYS[time.weekday - 1] ?? '';
const monthName = (time: DateTime): string => MONTHS[time.month - 1] ?? '';
const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** WIB, WITA or WIT; zones outside Indonesia keep their own name. */
export function zoneName(zone: string): string {
  return ZONE_NAMES[zone] ?? zone;
}

/** "8 Juni 2022" */
export function plainDate(when: Moment, zone: string): string {
  const time = inZone(when, zone);
  return `${time.day} ${monthName(time)} ${time.year}`;
}

/** "Rabu, 8 Juni 2022" */
export function longDate(when: Moment, zone: string): string {
  return `${dayName(inZone(when, zone))}, ${plainDate(when, zone)}`;
}

/** "08-06-2022" */
export function numericDate(when: Moment, zone: string): string {
  const time = inZone(when, zone);
  return `${twoDigits(time.day)}-${twoDigits(time.month)}-${time.year}`;
}

/** "8 Juni 2022", "8 s.d. 9 Juni 2022", "30 Mei s.d. 2 Juni 2022", "31 Desember 2022 s.d. 1 Januari 2023" */
export function dateRange(start: Moment, end: Moment, zone: string): string {
  const [from, to] = [inZone(start, zone), inZone(end, zone)];
  if (from.hasSame(to, 'day')) return plainDate(end, zone);
  const beginning = from.hasSame(to, 'month')
    ? `${from.day}`
    : from.hasSame(to, 'year')
      ? `${from.day} ${monthName(from)}`
      : plainDate(start, zone);
  return `${beginning} s.d. ${plainDate(end, zone)}`;
}

/** "Rabu, 8 Juni 2022", "Rabu s.d. Kamis, 8 s.d. 9 Juni 2022" */
export function longDateRange(start: Moment, end: Moment, zone: string): string {
  const [from, to] = [inZone(start, zone), inZone(end, zone)];
  const days = from.hasSame(to, 'day') ? dayName(from) : `${dayName(from)} s.d. ${dayName(to)}`;
  return `${days}, ${dateRange(start, end, zone)}`;
}

/** "08.00" */
export function clock(when: Moment, zone: string): string {
  const time = inZone(when, zone);
  return `${twoDigits(time.hour)}.${twoDigits(time.minute)}`;
}

/** "08.00–10.00" */
export function clockRange(start: Moment, end: Moment, zone: string): string {
  return `${clock(start, zone)}–${clock(end, zone)}`;
}

/** "08.00–10.00 WITA" */
export function timeRange(start: Moment, end: Moment, zone: string): string {
  return `${clockRange(start, end, zone)} ${zoneName(zone)}`;
}

/** "Rabu, tanggal Delapan bulan Juni tahun Dua Ribu Dua Puluh Dua (08-06-2022)", as agreements open with "Pada hari ini". */
export function dateInWords(when: Moment, zone: string): string {
  const time = inZone(when, zone);
  const day = capitalise(numberInWords(time.day));
  const year = capitalise(numberInWords(time.year));
  return `${dayName(time)}, tanggal ${day} bulan ${monthName(time)} tahun ${year} (${numericDate(when, zone)})`;
}

const SMALL_NUMBERS = [
  'nol',
  'satu',
  'dua',
  'tiga',
  'empat',
  'lima',
  'enam',
  'tujuh',
  'delapan',
  'sembilan',
  'sepuluh',
  'sebelas',
] as const;

/** "dua puluh satu", for whole numbers from 0 to 999,999,999. */
export function numberInWords(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 999_999_999) throw new RangeError(`No words for ${n}`);
  const small = SMALL_NUMBERS[n];
  if (small) return small;
  if (n < 20) return `${numberInWords(n - 10)} belas`;
  if (n < 100) return joined(n, 10, 'puluh');
  if (n < 200) return withRest('seratus', n - 100);
  if (n < 1000) return joined(n, 100, 'ratus');
  if (n < 2000) return withRest('seribu', n - 1000);
  if (n < 1_000_000) return joined(n, 1000, 'ribu');
  return joined(n, 1_000_000, 'juta');
}

const joined = (n: number, size: number, unit: string): string =>
  withRest(`${numberInWords(Math.floor(n / size))} ${unit}`, n % size);

const withRest = (words: string, rest: number): string => (rest === 0 ? words : `${words} ${numberInWords(rest)}`);

function capitalise(words: string): string {
  return words.replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** "VI", for whole numbers from 1 to 3999. */
export function roman(n: number): string {
  if (!Number.isInteger(n) || n < 1 || n > 3999) throw new RangeError(`No Roman numeral for ${n}`);
  let rest = n;
  let numeral = '';
  for (const [value, letters] of ROMAN) {
    while (rest >= value) {
      numeral += letters;
      rest -= value;
    }
  }
  return numeral;
}

/** "19850312 201001 1 004"; whatever is not 18 digits is printed as it stands. */
export function formatNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');
}
