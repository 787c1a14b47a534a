import type { Span } from './slot.js';

export interface Interval {
  from: Date;
  to: Date;
}

export interface CountedSession extends Span {
  jp: number;
}

/** Milliseconds of the session that any of the intervals covers; overlapping intervals count once. */
function coveredMs(session: Span, intervals: readonly Interval[]): number {
  const end = session.endsAt.getTime();
  let reached = session.startsAt.getTime();
  let covered = 0;
  for (const { from, to } of [...intervals].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const begin = Math.max(from.getTime(), reached);
    const stop = Math.min(to.getTime(), end);
    if (stop <= begin) continue;
    covered += stop - begin;
    reached = stop;
  }
  return covered;
}

/** A session counts when at least two thirds of it are covered. Whole numbers only, so that exactly two thirds count. */
export function sessionCounts(session: CountedSession, intervals: readonly Interval[]): boolean {
  const length = session.endsAt.getTime() - session.startsAt.getTime();
  return length > 0 && 3 * coveredMs(session, intervals) >= 2 * length;
}

/** Whole minutes of the session with the person inside. */
export function minutesOf(session: Span, intervals: readonly Interval[]): number {
  return Math.floor(coveredMs(session, intervals) / 60_000);
}
