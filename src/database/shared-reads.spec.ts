import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { SharedReads } from './shared-reads.js';

describe('a shared reading', () => {
  it('serves all who ask in one turn, and reads anew for who asks later', async () => {
    const reads = new SharedReads<number>();
    let value = 0;
    const read = () => Promise.resolve(++value);
    expect(await Promise.all([reads.get('a', read), reads.get('a', read), reads.get('b', read)])).toEqual([1, 1, 2]);
    expect(await reads.get('a', read)).toBe(3);
  });

  it('never hands out what was read before the question', async () => {
    const reads = new SharedReads<string>();
    let stored = 'old';
    const slow = async () => {
      const seen = stored;
      for (let turns = 0; turns < 3; turns++) await turn();
      return seen;
    };
    const first = reads.get('a', slow);
    await turn();
    await turn();
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
