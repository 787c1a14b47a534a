import { getLocale } from '$lib/paraglide/runtime';

// Formatters are kept: building one is the slowest thing that a page does.
const dates = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

const regionOf = (locale: string) => (locale === 'id' ? 'id-ID' : 'en-GB');

function dateFormat(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = getLocale();
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(regionOf(locale), { timeZone: zone, ...options })));
  return format;
}

type Moment = string | Date;
const at = (moment: Moment) => (typeof moment === 'string' ? new Date(moment) : moment);

const zoneNames: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};
export const zoneName = (zone: string) => zoneNames[zone] ?? zone;

/** Rabu, 8 Juni 2022 */
export const longDay = (moment: Moment, zone: string) =>
  dateFormat(zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at(moment));

/** 8 Juni 2022 */
export const day = (moment: Moment, zone: string) =>
  dateFormat(zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at(moment));

/** 8 Jun */
export const shortDay = (moment: Moment, zone: string) =>
  dateFormat(zone, { day: 'numeric', month: 'short' }).format(at(moment));

/** Rabu, 8 Juni 2022, or 8–9 Juni 2022 */
export function dayRange(from: Moment, to: Moment, zone: string): string {
  if (day(from, zone) === day(to, zone)) return longDay(from, zone);
  return dateFormat(zone, { day: 'numeric', month: 'long', year: 'numeric' })
    .formatRange(at(from), at(to))
    .replace(/\s*[–-]\s*/, '–');
}

/** A day without a time, as "2022-06-08" comes from the API. */
export const plainDay = (date: string) => day(`${date}T12:00:00Z`, 'UTC');
export const plainDayRange = (from: string, to: string) =>
  from === to ? plainDay(from) : dayRange(`${from}T12:00:00Z`, `${to}T12:00:00Z`, 'UTC');

/** 08.15 (08:15 in English) */
export const time = (moment: Moment, zone: string) =>
  dateFormat(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at(moment));

/** 08.15 WITA */
export const timeWithZone = (moment: Moment, zone: string) => `${time(moment, zone)} ${zoneName(zone)}`;

/** 08.15–17.00 WITA */
export const timeRange = (from: Moment, to: Moment, zone: string) => `${time(from, zone)}–${timeWithZone(to, zone)}`;

export function number(value: number, digits = 0): string {
  const key = `${getLocale()} ${digits}`;
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(regionOf(getLocale()), { maximumFractionDigits: digits });
    numbers.set(key, format);
  }
  return format.format(value);
}

/** 19780412 200501 1 003 */
export const nip = (digits: string) => digits.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4');

/** 7K4M Q2XD */
export const groupedCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

/** 08.34.10 */
export const clock = (moment: Moment, zone: string) =>
  dateFormat(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at(moment));

/** 3 Jun, 10.44 */
export const shortMoment = (moment: Moment, zone: string) => `${shortDay(moment, zone)}, ${time(moment, zone)}`;
