import { DomainError } from '../../src/common/index.js';
import { Database } from '../../src/database/index.js';
import type { PreviewedRow } from '../../src/imports/index.js';
import type { Registration } from '../../src/registration/index.js';
import { RegistrationsRepository } from '../../src/registration/registrations.repository.js';
import type { MadeEvent } from '../factories/events.js';
import type { TestApp } from '../support/app.js';
import type { SeatModel } from './seat-model.js';

export const PEOPLE = 7;

/** One event, as the application has it. */
export class Real {
  /** A list that was judged, and those that were taken. */
  shown: PreviewedRow[] = [];
  readonly taken: PreviewedRow[][] = [];

  constructor(
    readonly app: TestApp,
    readonly event: MadeEvent,
    /** The secret of a unit's link. */
    readonly desk: string,
  ) {}

  async row(model: SeatModel, n: number): Promise<Registration> {
    const row = await this.app
      .get(Database)
      .read((m) => this.app.get(RegistrationsRepository).find(m, model.people.get(n)?.id ?? ''));
    if (!row) throw new Error(`No row of ${n}`);
    return row;
  }
}

export interface Step {
  /** Whether it can be tried now. */
  check?: (model: SeatModel) => boolean;
  /** Does it in both, and says how each answered: null, or the code of the refusal. */
  run: (model: SeatModel, real: Real) => Promise<{ expected: unknown; got: unknown }>;
}

export type Acts = Record<string, (n: number, flag: boolean) => Step>;

/** The code of a refusal, null of a success. */
export async function codeOf(act: Promise<unknown>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.errors[0]?.code ?? error.code;
    throw error;
  }
}
