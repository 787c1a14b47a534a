import { setImmediate as endOfTurn } from 'node:timers/promises';

/** The rest of the turn in which one came, and a whole one: what a connection just accepted sends comes in the next. */
const QUIET_TURNS = 2;

/**
 * Ends when the turns of the loop bring nobody new, or as soon as `count` is `most`: whoever comes alone waits for two
 * turns, some microseconds, and a crowd is served together. SQLite answers within one turn, so nobody else would gather
 * while it works; and Node accepts one connection a turn, so that each who comes anew would be a crowd of his own.
 */
export async function gathered(count: () => number, most: number): Promise<void> {
  let before = count();
  for (let quiet = 0; quiet < QUIET_TURNS && before < most; quiet++) {
    await endOfTurn();
    if (count() > before) quiet = -1;
    before = count();
  }
}
