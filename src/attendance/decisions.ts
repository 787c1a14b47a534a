export const decisionKinds = [
  'conflicts_open',
  'scanned_twice',
  'device_clock_wrong',
  'mails_stopped',
  'mails_failed',
  'no_gates',
  'seats_free',
  'commitment_unsigned',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Something that waits for a person. */
export interface Decision {
  kind: DecisionKind;
  count: number;
  /** Up to three of those it is about. */
  names: string[];
  /** Of `scanned_twice`: minutes between the two doors, in the order of the names. */
  minutes: number[];
  since: Date | null;
  /** The mail server's own words. */
  reason: string | null;
  /** Of `seats_free`: how many wait. */
  waiting: number | null;
}

export interface DecisionFacts {
  now: Date;
  state: string;
  startsAt: Date | null;
  endsAt: Date | null;
  gates: number;
  freeSeats: number;
  waiting: number;
  openConflicts: { count: number; names: string[] };
  scannedTwice: { name: string; minutes: number }[];
  wrongClocks: { gate: string | null; count: number }[];
  mailsStopped: { count: number; since: Date; reason: string | null } | null;
  mailsFailed: { count: number; names: string[]; reason: string | null };
  commitmentUnsigned: boolean;
}

const DAY = 86_400_000;
const SHOWN = 3;

const decision = (kind: DecisionKind, count: number, more: Partial<Decision> = {}): Decision => ({
  kind,
  count,
  names: [],
  minutes: [],
  since: null,
  reason: null,
  waiting: null,
  ...more,
});

/** What the organiser has to decide, most urgent first: the door, the mails, the seats, the papers. */
export function decisionsOf(facts: DecisionFacts): Decision[] {
  if (facts.state !== 'published') return [];
  const { scannedTwice, wrongClocks, mailsStopped, mailsFailed, now, startsAt, endsAt } = facts;
  const over = endsAt !== null && endsAt <= now;
  const started = startsAt !== null && startsAt <= now;
  const near = startsAt !== null && startsAt.getTime() - now.getTime() <= DAY;
  const found: Decision[] = [];
  const { openConflicts } = facts;
  if (openConflicts.count > 0)
    found.push(decision('conflicts_open', openConflicts.count, { names: openConflicts.names }));
  if (scannedTwice.length > 0) {
    const shown = scannedTwice.slice(0, SHOWN);
    const more = { names: shown.map(({ name }) => name), minutes: shown.map(({ minutes }) => minutes) };
    found.push(decision('scanned_twice', scannedTwice.length, more));
  }
  if (wrongClocks.length > 0) {
    const count = wrongClocks.reduce((sum, clock) => sum + clock.count, 0);
    found.push(decision('device_clock_wrong', count, { names: wrongClocks.flatMap(({ gate }) => gate ?? []) }));
  }
  if (near && !over && facts.gates === 0) found.push(decision('no_gates', 1));
  if (mailsStopped) {
    found.push(
      decision('mails_stopped', mailsStopped.count, { since: mailsStopped.since, reason: mailsStopped.reason }),
    );
  }
  if (mailsFailed.count > 0) {
    const { names, reason } = mailsFailed;
    found.push(decision('mails_failed', mailsFailed.count, { names: names.slice(0, SHOWN), reason }));
  }
  if (!started && facts.freeSeats > 0 && facts.waiting > 0) {
    found.push(decision('seats_free', facts.freeSeats, { waiting: facts.waiting }));
  }
  if (over && facts.commitmentUnsigned) found.push(decision('commitment_unsigned', 1, { since: endsAt }));
  return found;
}
