import { describe, expect, it } from '@jest/globals';
import { type ClockReport, skewAtScan } from './phone-clock.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const right = (skewMs: number) => ({ skewMs, isInDoubt: false });
const doubtful = (skewMs: number) => ({ skewMs, isInDoubt: true });

describe('the error of a phone’s clock when a scan was made', () => {
  const cases: [string, number, ClockReport, ReturnType<typeof skewAtScan>][] = [
    ['is what it was at sending', 7 * MINUTE, {}, right(7 * MINUTE)],
    ['is what it was before the clock was set right', 0, { clockSetMs: DAY }, right(DAY)],
    ['is what it was before the clock was set back', 0, { clockSetMs: -DAY }, right(-DAY)],
    ['is that at sending when the phone only slept', 0, { clockSetMs: 90 * MINUTE, knownSkewMs: 0 }, right(0)],
    ['is the watched one when what was heard agrees', 0, { clockSetMs: DAY, knownSkewMs: DAY - 800 }, right(DAY)],
    ['is that at sending when what was heard agrees', 900, { knownSkewMs: -4_000 }, right(900)],
    ['is in doubt when nothing agrees', 0, { knownSkewMs: 3 * MINUTE }, doubtful(3 * MINUTE)],
    [
      'is in doubt when it was set by something else',
      0,
      { clockSetMs: DAY, knownSkewMs: 5 * MINUTE },
      doubtful(5 * MINUTE),
    ],
  ];
  it.each(cases)('%s', (_name, sentSkewMs, report, expected) => {
    expect(skewAtScan(sentSkewMs, report)).toEqual(expected);
  });
});
