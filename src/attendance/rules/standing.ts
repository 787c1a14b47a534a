import { type Correction, correctionInForce, entriesOfCorrection } from './correction.js';
import { type Entry, entriesOf, type Passage } from './presence.js';
import { type Verdict, verdicts } from './verdict.js';

/** `admit`: the person was rightly let in; `void`: the scan is to count for nothing. */
export const decisions = ['admit', 'void'] as const;
export type Decision = (typeof decisions)[number];

/**
 * What became of a scan, as far as is known now: it `counted`, as an entry or an exit; it was a `repeat` of somebody who
 * was inside; an exit was `stray`, of somebody who was not; or it was `refused`.
 */
export const standings = ['counted', 'repeat', 'stray', 'refused'] as const;
export type Standing = (typeof standings)[number];

/** Judged by the phone alone: let in on a code that could only be checked later. */
export const TO_BE_CHECKED = 'to_check';
export const shownVerdicts = [...verdicts, TO_BE_CHECKED] as const;
export type Shown = (typeof shownVerdicts)[number];

/**
 * `double`: a second admission in one stay; `device_revoked`: by a phone whose right to scan had ended; `turned_away`: the
 * phone refused whom the server would have let in, and he has not come since; else the verdict with which the server
 * would have refused.
 */
export const conflicts = ['double', 'device_revoked', 'turned_away', ...verdicts] as const;
export type Conflict = (typeof conflicts)[number];

export interface Judged extends Passage {
  verdict: Verdict;
  /** What the phone showed; null when it showed the verdict. */
  shown: Shown | null;
  /** By a phone whose right to scan had ended: it counts only when somebody rules so. */
  barred: boolean;
  ruling: Decision | null;
}

export interface Outcome {
  entries: Entry[];
  of: Map<string, { standing: Standing; conflict: Conflict | null }>;
}

/**
 * The stays of one person in one slot, and what became of each scan: from scans, rulings and corrections alone, in
 * whatever order they came. By the time at the door the first in wins. The newest correction stands above what was scanned
 * until it was said, without changing what became of that; what is scanned afterwards goes on from it.
 */
export function outcomeOf(scans: readonly Judged[], corrections: readonly Correction[] = []): Outcome {
  const admissible = scans.filter(isAdmissible).sort(byTime);
  const correction = correctionInForce(corrections);
  const later = correction ? admissible.filter(({ scannedAt }) => scannedAt > correction.at) : [];
  const earlier = entriesOf(admissible.slice(0, admissible.length - later.length));
  const seen = earlier.entries.length > 0;
  const { entries, standings } = correction ? entriesOf(later, entriesOfCorrection(correction), seen) : earlier;
  const passed = new Map([...earlier.standings, ...standings]);
  const of = new Map(
    scans.map((scan) => {
      const standing: Standing = passed.get(scan.id) ?? 'refused';
      return [scan.id, { standing, conflict: conflictOf(scan, standing, seen || entries.length > 0) }] as const;
    }),
  );
  return { entries, of };
}

function isAdmissible(scan: Judged): boolean {
  const { ruling, verdict, barred } = scan;
  if (ruling !== null) return ruling === 'admit';
  return !barred && !isTurnedAway(scan) && (verdict === 'accepted' || verdict === 'already_in');
}

/** By the phone alone; whoever was inside already was no less inside for that. */
const isTurnedAway = ({ shown }: Judged): boolean =>
  shown !== null && shown !== 'accepted' && shown !== 'already_in' && shown !== TO_BE_CHECKED;

/**
 * Somebody was let in at the door whom the server would not have let in, or was not whom it would have, and nobody has
 * ruled on it.
 */
function conflictOf(scan: Judged, standing: Standing, hasCome: boolean): Conflict | null {
  const { ruling, verdict, shown, direction, barred } = scan;
  if (ruling === null && isTurnedAway(scan) && verdict === 'accepted' && direction === 'in') {
    return hasCome ? null : 'turned_away';
  }
  const letIn = shown === null ? verdict === 'accepted' : shown === 'accepted' || shown === TO_BE_CHECKED;
  if (ruling !== null || !letIn) return null;
  if (barred) return 'device_revoked';
  if (standing === 'refused') return verdict;
  return standing === 'repeat' && direction === 'in' ? 'double' : null;
}

/** Of two at the same moment the one that was answered with an admission keeps it. */
const byTime = (a: Judged, b: Judged): number =>
  a.scannedAt.getTime() - b.scannedAt.getTime() || rank(a) - rank(b) || (a.id < b.id ? -1 : 1);

const rank = ({ verdict }: Judged): number => (verdict === 'already_in' ? 1 : 0);
