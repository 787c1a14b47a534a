import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { gathered } from './gathered.js';

describe('a crowd gathers', () => {
  it('as long as each turn of the loop brings one more, as new connections do', async () => {
    let there = 1;
    const coming = (async () => {
      for (let n = 0; n < 9; n++) {
        await turn();
        there += 1;
      }
    })();
    await gathered(() => there, 100);
    expect(there).toBe(10);
    await coming;
  });

  it('but no more of them than are served together', async () => {
    let there = 1;
    let goesOn = true;
    const coming = (async () => {
      for (; goesOn; there++) await turn();
    })();
    await gathered(() => there, 5);
    expect(there).toBe(5);
    goesOn = false;
    await coming;
  });

  it('and who comes alone waits for two turns', async () => {
    let turns = 0;
    let alone = true;
    const counting = (async () => {
      for (; alone; turns++) await turn();
    })();
    await gathered(() => 1, 100);
    expect(turns).toBeLessThanOrEqual(2);
    alone = false;
    await counting;
  });
});
