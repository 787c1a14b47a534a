import { startOfDay as beginningOf } from '$common-rules/wall-clock';

const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_MS = 86_400_000;

/** The moment a day (`yyyy-mm-dd`) begins where the government is, moved by whole days; undefined for no day. */
export function startOfDay(day: string | undefined, zone: string, later = 0): string | undefined {
  const moved = DAY.test(day ?? '') ? Date.parse(day ?? '') + later * DAY_MS : NaN;
  if (Number.isNaN(moved)) return undefined;
  return beginningOf(new Date(moved).toISOString().slice(0, 10), zone).toISOString();
}
