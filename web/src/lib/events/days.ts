import { dateInput } from './zoned-time';

type Times = { startsAt: string | null; endsAt: string | null; zone: string };

/** Dates of an event in its zone, first to last. */
export function daysOf({ startsAt, endsAt, zone }: Times): string[] {
  if (!startsAt || !endsAt) return [];
  const last = dateInput(endsAt, zone);
  const days: string[] = [];
  for (let at = Date.parse(`${dateInput(startsAt, zone)}T12:00:00Z`); ; at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
    if ((days.at(-1) ?? last) >= last) return days;
  }
}
