/** Milliseconds that the clock of `zone` is ahead of UTC at that moment. */
function offset(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const of = (wanted: string) => Number(parts.find(({ type }) => type === wanted)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - moment;
}

/** The moment a day (`yyyy-mm-dd`) begins where the government is, moved by whole days; undefined for no day. */
export function startOfDay(day: string | undefined, zone: string, later = 0): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? [];
  if (!year) return undefined;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(date) + later);
  return Number.isNaN(utc) ? undefined : new Date(utc - offset(utc, zone)).toISOString();
}
