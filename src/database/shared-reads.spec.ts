import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SharedReads } from './shared-reads.js';

describe('a shared reading', () => {
  it('serves all who ask in one turn, and reads anew for who asks later', async () => {
    const reads = new SharedReads<number>();
    let value = 0;
    const read = () => Promise.resolve(++value);
    const [first, second, other] = await Promise.all(['a', 'a', 'b'].map((key) => reads.get(key, read)));
    expect(second).toBe(first);
    expect(other).not.toBe(first);
    expect(value).toBe(2);
    expect(await reads.get('a', read)).toBe(3);
  });

  it('serves all of a crowd that comes one in a turn, as new connections do', async () => {
    const reads = new SharedReads<number>();
    let readings = 0;
    const asked: Promise<number>[] = [];
    for (let n = 0; n < 10; n++) {
      asked.push(reads.get('a', () => Promise.resolve(++readings)));
      await turn();
    }
    expect(await Promise.all(asked)).toEqual(Array(10).fill(1));
  });

  it('never hands out what was read before the question', async () => {
    const reads = new SharedReads<string>();
    let stored = 'old';
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const slow = async () => {
      begin();
      const seen = stored;
      for (let turns = 0; turns < 3; turns++) await turn();
      return seen;
    };
    const first = reads.get('a', slow);
    await begun;
    stored = 'new';
    const late = [reads.get('a', slow), reads.get('a', slow)];
    expect(await first).toBe('old');
    expect(await Promise.all(late)).toEqual(['new', 'new']);
  });

  it('tells everybody of a failure, and begins afresh after it', async () => {
    const reads = new SharedReads<string>();
    const failing = () => Promise.reject(new Error('away'));
    const asked = await Promise.allSettled([reads.get('a', failing), reads.get('a', failing)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await reads.get('a', () => Promise.resolve('back'))).toBe('back');
  });
});
