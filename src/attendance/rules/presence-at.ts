import type { Known, Stay } from './attended.js';
import type { CorrectionKind } from './correction.js';
import { sessionSlot, type Slot } from './slot.js';
import { type PresenceStatus, statusOf } from './status.js';

export interface PresenceAt {
  status: PresenceStatus;
  /** When the person first came. */
  inAt: Date | null;
  /** When he last went; null while he is inside. */
  outAt: Date | null;
}

/** @param slots the day's own, then those of its sessions: whoever was seen in one of them was there that day */
export function presenceOnDay(
  { entries, corrections }: Known,
  slots: readonly string[],
  startsAt: Date | null,
): PresenceAt {
  const stays = entries.filter(({ slot }) => slots.includes(slot));
  return presenceOf(stays, saidOf(corrections, slots[0]), startsAt);
}

/** @param stays those that tell of the session. What was said of its day holds where nothing was said of itself. */
export function presenceInSession(
  { corrections }: Known,
  stays: readonly Pick<Stay, 'inAt' | 'outAt'>[],
  { id, startsAt }: { id: string; startsAt: Date },
  day: Slot,
): PresenceAt {
  return presenceOf(stays, saidOf(corrections, sessionSlot(id)) ?? saidOf(corrections, day), startsAt);
}

const saidOf = (corrections: Known['corrections'], slot: string | undefined): CorrectionKind | null =>
  corrections.find((said) => said.slot === slot)?.kind ?? null;

function presenceOf(
  stays: readonly Pick<Stay, 'inAt' | 'outAt'>[],
  said: CorrectionKind | null,
  startsAt: Date | null,
): PresenceAt {
  const inOrder = [...stays].sort((a, b) => a.inAt.getTime() - b.inAt.getTime());
  const inAt = inOrder[0]?.inAt ?? null;
  // A door of a session does not see out whom the door of the day let in.
  const isInside = stays.some(({ outAt }) => outAt === null);
  const outAt = isInside ? null : latest(stays.map(({ outAt: out }) => out));
  return { status: statusOf(inAt, said, startsAt), inAt, outAt };
}

const latest = (moments: (Date | null)[]): Date | null =>
  moments.reduce((last, each) => (last && each && last > each ? last : each), null);
