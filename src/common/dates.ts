import { DateTime } from 'luxon';
import { zoneName } from '../documents/indonesian.js';
import type { Locale } from './locale.js';

const at = (moment: Date, zone: string, locale: Locale): DateTime =>
  DateTime.fromJSDate(moment, { zone }).setLocale(locale === 'id' ? 'id' : 'en-GB');

/** `Rabu, 8 Juni 2022` / `Wednesday, 8 June 2022`, in the zone. */
export const dayText = (moment: Date, zone: string, locale: Locale): string =>
  at(moment, zone, locale).toFormat('cccc, d LLLL yyyy');

/** `16.00 WITA` / `16:00 WITA`. */
export const clockText = (moment: Date, zone: string, locale: Locale): string =>
  `${at(moment, zone, locale).toFormat(locale === 'id' ? 'HH.mm' : 'HH:mm')} ${zoneName(zone)}`;

/** `6 Juni 2022 pukul 16.00 WITA` / `6 June 2022 at 16:00 WITA`. */
export const momentText = (moment: Date, zone: string, locale: Locale): string =>
  `${at(moment, zone, locale).toFormat('d LLLL yyyy')} ${locale === 'id' ? 'pukul' : 'at'} ${clockText(moment, zone, locale)}`;
