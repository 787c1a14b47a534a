import { describe, expect, it } from '@jest/globals';
import { jobMove, jobStates, retryDelay } from './job-status.js';

describe('job states', () => {
  it('a running job is never taken, retried or repeated: somebody has it', () => {
    for (const move of ['claim', 'retry', 'repeat'] as const) expect(jobMove(move).from).not.toContain('running');
  });

  it('only a run ends a run', () => {
    for (const move of ['finish', 'wait', 'bury'] as const) expect(jobMove(move).from).toEqual(['running']);
  });

  it('knows every state it leads to', () => {
    for (const move of ['claim', 'finish', 'wait', 'bury', 'retry', 'repeat'] as const) {
      expect(jobStates).toContain(jobMove(move).to);
    }
  });
});

describe('retryDelay', () => {
  const middle = () => 0.5;

  it('doubles from 5 seconds up to an hour', () => {
    const waits = [1, 2, 3, 4, 10, 11, 12, 40].map((attempt) => retryDelay(attempt, middle) / 1000);
    expect(waits).toEqual([5, 10, 20, 40, 2560, 3600, 3600, 3600]);
  });

  it('differs by at most a fifth', () => {
    expect(retryDelay(3, () => 0)).toBe(16_000);
    expect(retryDelay(3, () => 1)).toBe(24_000);
  });
});
