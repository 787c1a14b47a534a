import { day, shortMoment, time } from '$lib/format';

/** 3 Jun, 10.44; with its year when that is not this one: of a clock that is far wrong. */
export function datedMoment(moment: string, zone: string): string {
  const dated = `${day(moment, zone)}, ${time(moment, zone)}`;
  const thisYear = day(new Date(), zone).slice(-4);
  return day(moment, zone).endsWith(thisYear) ? shortMoment(moment, zone) : dated;
}
