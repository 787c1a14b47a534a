export const verdicts = [
  'accepted',
  'already_in',
  'not_for_this_event',
  'not_for_this_session',
  'cancelled',
  'revoked',
  'not_confirmed',
  'unknown',
  'malformed',
  'clock_implausible',
] as const;
export type Verdict = (typeof verdicts)[number];

/** What the presented text turned out to be. */
export type Presented =
  | { kind: 'malformed' }
  | { kind: 'unknown' }
  | { kind: 'withdrawn' }
  | { kind: 'other_event' }
  | { kind: 'ticket'; status: string; epochIsCurrent: boolean };

export interface Circumstances {
  /** The time at the door can be relied on. */
  timeIsPlausible: boolean;
  eventCancelled: boolean;
  /** On a day of the event; at the door of a session, while that is open. */
  onEventDay: boolean;
  alreadyInside: boolean;
}

/** A scan stored on a phone without network may arrive days later; none can come from the future. */
export const MAX_AHEAD_MS = 5 * 60_000;
const MAX_BEHIND_MS = 7 * 24 * 3_600_000;

export function clockIsPlausible(scannedAt: Date, receivedAt: Date): boolean {
  const behind = receivedAt.getTime() - scannedAt.getTime();
  return behind >= -MAX_AHEAD_MS && behind <= MAX_BEHIND_MS;
}

/** The first rule that speaks decides: what the paper is, then whose it is, then when, then whether he is inside. */
export function judge(presented: Presented, circumstances: Circumstances): Verdict {
  if (presented.kind === 'malformed') return 'malformed';
  if (presented.kind === 'unknown') return 'unknown';
  if (presented.kind === 'withdrawn') return 'revoked';
  if (presented.kind === 'other_event') return 'not_for_this_event';
  const { status, epochIsCurrent } = presented;
  // Before the epoch: cancelling may also revoke the links, and "cancelled" is the answer that helps at the door.
  if (circumstances.eventCancelled || status === 'cancelled' || status === 'declined') return 'cancelled';
  if (!epochIsCurrent) return 'revoked';
  if (status !== 'confirmed') return 'not_confirmed';
  if (!circumstances.timeIsPlausible) return 'clock_implausible';
  if (!circumstances.onEventDay) return 'not_for_this_session';
  return circumstances.alreadyInside ? 'already_in' : 'accepted';
}
