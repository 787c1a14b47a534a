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

/** What of an interval lies in the session. */
export function clippedTo({ startsAt, endsAt }: Span, { from, to }: Interval): Interval | null {
  const inside = { from: from > startsAt ? from : startsAt, to: to < endsAt ? to : endsAt };
  return inside.from < inside.to ? inside : null;
}

/** What is left of an interval when each of the others has taken its time. */
export function without(whole: Interval, others: readonly Interval[]): Interval[] {
  return others.reduce<Interval[]>(
    (left, { from, to }) =>
      left.flatMap((piece) => [
        ...(piece.from < from ? [{ from: piece.from, to: piece.to < from ? piece.to : from }] : []),
        ...(piece.to > to ? [{ from: piece.from > to ? piece.from : to, to: piece.to }] : []),
      ]),
    [whole],
  );
}
