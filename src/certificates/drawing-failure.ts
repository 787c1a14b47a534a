import { DrawingError } from '../documents/index.js';

/** Why a paper could not be drawn, as a code that is worded when it is read. */
export interface DrawingFailure {
  code: 'DRAWING_LETTERS' | 'DRAWING_REFUSED' | 'DRAWING_BROKEN';
  params: Record<string, string>;
}

/** The same data will fail again: trying once more helps only after something was changed. */
export const isLasting = (error: unknown): boolean => error instanceof DrawingError && error.kind === 'rejected';

export function failureOf(error: unknown): DrawingFailure {
  if (error instanceof DrawingError && error.kind === 'rejected') {
    const letters = error.missingLetters.join(' ');
    return letters ? { code: 'DRAWING_LETTERS', params: { letters } } : { code: 'DRAWING_REFUSED', params: {} };
  }
  return { code: 'DRAWING_BROKEN', params: {} };
}
