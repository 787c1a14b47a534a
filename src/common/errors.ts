import type { Locale } from './locale.js';

/** A value of a sentence; a date is written in the language of the answer. */
export type ErrorParams = Record<string, string | number | ((locale: Locale) => string)>;

/** One fault of one input. `field` is its path in the request body (`sessions.2.endsAt`). */
export interface FieldError {
  field: string;
  code: string;
  params?: Record<string, string | number>;
}

/** Of a fault that is answered at once, and so in the language of the answer. */
export type AnsweredError = Omit<FieldError, 'params'> & { params?: ErrorParams };

export interface DomainErrorOptions {
  /** Values for the sentence of this code. */
  params?: ErrorParams;
  errors?: AnsweredError[];
  /** Further members of the problem answer that the caller may use (never personal data). */
  extra?: Record<string, unknown>;
  cause?: unknown;
  /** Whoever throws it has said it to the log already. */
  logged?: boolean;
}

/**
 * A refusal that the caller can understand. Every code has a sentence in both languages (`messages/*`), key
 * `error_<code in lower case>`; a spec checks it.
 */
export class DomainError extends Error {
  readonly params: ErrorParams;
  readonly errors: AnsweredError[];
  readonly extra: Record<string, unknown>;
  readonly logged: boolean;

  constructor(
    readonly code: string,
    readonly status: number,
    options: DomainErrorOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'DomainError';
    this.params = options.params ?? {};
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
    this.logged = options.logged ?? false;
  }
}

/** 422: some inputs are wrong; each is named. */
export const validationFailed = (errors: AnsweredError[]) => new DomainError('VALIDATION', 422, { errors });
