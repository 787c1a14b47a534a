/**
 * `to_check`: the typed NIP matches no employee of that name, so HR decides whose hours these are. `revoked`: its
 * certificate was revoked; the hours no longer count.
 */
export const recordStates = ['recorded', 'to_check', 'revoked'] as const;
export type RecordState = (typeof recordStates)[number];

const allowed: Record<RecordState, readonly RecordState[]> = {
  recorded: ['revoked'],
  to_check: ['recorded', 'revoked'],
  revoked: [],
};

export const mayBecome = (from: RecordState, to: RecordState): boolean => allowed[from].includes(to);

/** States from which `to` may be reached; the guard of every UPDATE that changes the state. */
export const statesBefore = (to: RecordState): RecordState[] => recordStates.filter((from) => mayBecome(from, to));
