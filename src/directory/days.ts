/** The middle of the country's three zones: a change that dates itself is off by an hour of the night at most. */
const ZONE = 'Asia/Makassar';

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });

/** `yyyy-mm-dd`. */
export const todayAt = (now: Date): string => day.format(now);

export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A day as sheets write it (`2026-01-31`, `31/01/2026`, `31-1-2026`) as `yyyy-mm-dd`; null when it is none. */
export function parseDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const own = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const [year, month, date] = iso ? iso.slice(1) : own ? own.slice(1).reverse() : [];
  if (!year || !month || !date) return null;
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(date)
    ? moment.toISOString().slice(0, 10)
    : null;
}
