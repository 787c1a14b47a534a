import { describe, expect, it } from '@jest/globals';
import { recordStates, statesBefore } from './training-record-status.js';

describe('states of a training record', () => {
  it('reach recorded only from the check list, and never leave revoked', () => {
    expect(Object.fromEntries(recordStates.map((state) => [state, statesBefore(state)]))).toEqual({
      recorded: ['to_check'],
      to_check: [],
      revoked: ['recorded', 'to_check'],
    });
  });
});
