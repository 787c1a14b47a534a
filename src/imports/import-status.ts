export const importStates = ['checked', 'applying', 'done', 'undoing', 'undone', 'stopped'] as const;
export type ImportState = (typeof importStates)[number];

const NEXT: Record<ImportState, readonly ImportState[]> = {
  checked: ['applying'],
  applying: ['done', 'stopped'],
  done: ['undoing'],
  undoing: ['undone', 'stopped'],
  undone: [],
  /** A run that failed again and again; what it had done stands, and can be gone on with or undone. */
  stopped: ['applying', 'undoing'],
};

/** The states that may become `to`, for the WHERE of a guarded UPDATE. */
export const sourcesOf = (to: ImportState): ImportState[] => importStates.filter((from) => NEXT[from].includes(to));

/** What a row means for what is there. */
export const rowOutcomes = ['new', 'changed', 'same', 'refused'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

/** `idle`: nothing is to be done; `open`: to be applied; `kept`: was to be undone, but has changed since. */
export const rowStates = ['idle', 'open', 'applied', 'undone', 'kept'] as const;
export type RowState = (typeof rowStates)[number];
