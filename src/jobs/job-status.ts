export const jobStates = ['ready', 'running', 'done', 'dead'] as const;
export type JobState = (typeof jobStates)[number];

const MOVES = {
  claim: { from: ['ready'], to: 'running' },
  finish: { from: ['running'], to: 'done' },
  wait: { from: ['running'], to: 'ready' },
  bury: { from: ['running'], to: 'dead' },
  /** A person asks for another try. */
  retry: { from: ['ready', 'dead'], to: 'ready' },
  /** The capability that owns the job wants it done once more. */
  repeat: { from: ['ready', 'dead', 'done'], to: 'ready' },
} as const satisfies Record<string, { from: readonly JobState[]; to: JobState }>;

export type JobMove = keyof typeof MOVES;

/** The state a move leads to and those it may start from; the latter stand in the WHERE of its UPDATE. */
export const jobMove = (move: JobMove): { from: readonly JobState[]; to: JobState } => MOVES[move];

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 3_600_000;

/**
 * Milliseconds until the next try: 5 s, 10 s, 20 s … up to an hour, each 20 % shorter or longer, so that jobs which
 * failed together do not come back together.
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
  return Math.round(wait * (0.8 + 0.4 * random()));
}
