// @ts-check
import { statSync } from 'node:fs';
import { sep } from 'node:path';

const FAULTS = `${sep}test${sep}faults${sep}`;
/** @param {string} path */
const weightOf = (path) => (path.includes(FAULTS) ? Infinity : statSync(path).size);

/**
 * Larger files first, as Jest does where it has no times of an earlier run; before all others those that kill and start
 * processes: begun last, they would keep one worker when the others have nothing left.
 */
export default class FaultsFirst {
  /** @template {{ path: string }} T @param {T[]} tests */
  sort(tests) {
    const weights = new Map(tests.map((test) => [test, weightOf(test.path)]));
    const weight = (/** @type {T} */ test) => weights.get(test) ?? 0;
    return [...tests].sort((a, b) => (weight(a) === weight(b) ? 0 : weight(b) - weight(a)));
  }

  cacheResults() {}
}
