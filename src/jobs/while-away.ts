import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../common/index.js';

const WAIT = 500;

/** The database could not be reached, or the connection broke while it committed. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof DomainError && ['DATABASE_AWAY', 'OUTCOME_UNKNOWN'].includes(error.code);

/**
 * Records something that has happened already: while the database is away it goes on trying, since the effect would
 * otherwise happen again. `record` bears a second run. Gives up when `signal` says that the job is not ours any more.
 */
export async function recordWhileAway<T>(
  record: () => Promise<T>,
  signal: AbortSignal,
  onAway: (error: unknown) => void = () => undefined,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await record();
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      onAway(error);
      await sleep(WAIT);
    }
  }
  return undefined;
}
