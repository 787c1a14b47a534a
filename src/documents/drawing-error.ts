export interface Diagnostic {
  message: string;
  /** Template file the fault stands in. */
  path?: string;
}

/**
 * - `rejected`: the template or the data are at fault; drawing again gives the same answer.
 * - `timeout`, `crashed`: worth another try later.
 * - `closed`: the application is shutting down.
 */
export type DrawingFault = 'rejected' | 'timeout' | 'crashed' | 'closed';

export class DrawingError extends Error {
  /** Letters that none of the fonts has, such as an emoji in a name. */
  readonly missingLetters: string[];

  constructor(
    readonly kind: DrawingFault,
    message: string,
    readonly diagnostics: Diagnostic[] = [],
  ) {
    super([message, ...diagnostics.map((diagnostic) => diagnostic.message)].join('\n'));
    this.name = 'DrawingError';
    this.missingLetters = [...new Set(diagnostics.flatMap((diagnostic) => lettersNotDisplayed(diagnostic.message)))];
  }
}

function lettersNotDisplayed(message: string): string[] {
  const quoted = /the text `"(.+)"` could not be displayed/u.exec(message)?.[1];
  return quoted ? [quoted] : [];
}
