import { describe, expect, it } from '@jest/globals';
import { DomainError } from './errors.js';
import { Folds } from './folds.js';

const refusal = new DomainError('SCAN_ID_TAKEN', 409);

describe('folds', () => {
  it('let who asks alone begin at once, and whoever asks meanwhile share the next', async () => {
    const done: number[][] = [];
    let release = (): void => undefined;
    const folds = new Folds<number, number>({
      most: 10,
      work: async (_key, asks) => {
        done.push(asks);
        if (asks.includes(1)) await new Promise<void>((free) => (release = free));
        return asks.map((ask) => ask * 2);
      },
    });
    const first = folds.ask('a', 1);
    while (done.length === 0) await new Promise((next) => setImmediate(next));
    const others = [folds.ask('a', 2), folds.ask('a', 3)];
    expect(folds.waiting('a')).toBe(2);
    release();
    expect(await Promise.all([first, ...others])).toEqual([2, 4, 6]);
    expect(done).toEqual([[1], [2, 3]]);
    expect(folds.waiting('a')).toBe(0);
  });

  it('refuse one and answer the others, and keep the keys apart', async () => {
    const folds = new Folds<string, string>({
      most: 10,
      work: async (key, asks) => asks.map((ask) => (ask === 'bad' ? refusal : `${key} ${ask}`)),
    });
    const [good, bad, other] = await Promise.allSettled([
      folds.ask('a', 'x'),
      folds.ask('a', 'bad'),
      folds.ask('b', 'y'),
    ]);
    expect([good, other].map((each) => each.status === 'fulfilled' && each.value)).toEqual(['a x', 'b y']);
    expect(bad).toEqual({ status: 'rejected', reason: refusal });
  });

  it('try each alone when a fold fails for a reason nobody foresaw, so that only the guilty one is refused', async () => {
    const folds = new Folds<number, number>({
      most: 10,
      work: async (_key, asks) => {
        if (asks.includes(13)) throw new Error('disk full');
        return asks;
      },
    });
    const answers = await Promise.allSettled([1, 13, 2].map((ask) => folds.ask('a', ask)));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('take no more at once than fits, but always one', async () => {
    const done: number[][] = [];
    const folds = new Folds<number, number>({
      most: 5,
      sizeOf: (ask) => ask,
      work: async (_key, asks) => {
        done.push(asks);
        return asks;
      },
    });
    await Promise.all([2, 3, 1, 9, 1].map((ask) => folds.ask('a', ask)));
    expect(done).toEqual([[2, 3], [1], [9], [1]]);
  });
});
