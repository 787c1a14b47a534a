import { m } from '$lib/paraglide/messages';

/** In words: nobody needs more than one unit of time. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null) return m.issue_time_unknown();
  if (seconds < 90) return m.issue_seconds_left({ count: Math.max(1, seconds) });
  if (seconds < 5400) return m.issue_minutes_left({ count: Math.round(seconds / 60) });
  return m.issue_hours_left({ count: Math.round(seconds / 3600) });
}
