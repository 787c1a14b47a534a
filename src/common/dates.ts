import { DateTime } from 'luxon';
import { longDateRange, zoneName } from '../documents/indonesian.js';
import type { Locale } from './locale.js';

const at = (moment: Date, zone: string, locale: Locale): DateTime =>
  DateTime.fromJSDate(moment, { zone }).setLocale(locale === 'id' ? 'id' : 'en-GB');

/** `Rabu, 8 Juni 2022` / `Wednesday, 8 June 2022`, in the zone. */
export const dayText = (moment: Date, zone: string, locale: Locale): string =>
  at(moment, zone, locale).toFormat('cccc, d LLLL yyyy');

/** `Rabu s.d. Kamis, 8 s.d. 9 Juni 2022` / `8–9 June 2022`; of one day as `dayText`. */
export function daysText(from: Date, to: Date, zone: string, locale: Locale): string {
  if (locale === 'id') return longDateRange(from, to, zone);
  const day = dayText(to, zone, locale);
  if (dayText(from, zone, locale) === day) return day;
  const english = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' });
  return english.formatRange(from, to).replace(/\s*–\s*/, '–');
}

/** `08.00–16.45 WITA` / `08:00–16:45 WITA`. */
export const hoursText = (from: Date, to: Date, zone: string, locale: Locale): string =>
  `${clockText(from, zone, locale).split(' ')[0]}–${clockText(to, zone, locale)}`;

/** `16.00 WITA` / `16:00 WITA`. */
export const clockText = (moment: Date, zone: string, locale: Locale): string =>
  `${at(moment, zone, locale).toFormat(locale === 'id' ? 'HH.mm' : 'HH:mm')} ${zoneName(zone)}`;

/** `6 Juni 2022 pukul 16.00 WITA` / `6 June 2022 at 16:00 WITA`. */
export const momentText = (moment: Date, zone: string, locale: Locale): string =>
  `${at(moment, zone, locale).toFormat('d LLLL yyyy')} ${locale === 'id' ? 'pukul' : 'at'} ${clockText(moment, zone, locale)}`;
