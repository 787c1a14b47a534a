import { describe, expect, it } from '@jest/globals';
import { certificateStates, mayBecome, statesBefore } from './certificate-status.js';

describe('states of a certificate', () => {
  it('go forward only', () => {
    const moves = certificateStates.flatMap((from) =>
      certificateStates.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(moves).toEqual(['reserved → issued', 'reserved → revoked', 'issued → revoked']);
  });

  it('never lead back to reserved, and the guards follow from the moves', () => {
    expect(statesBefore('reserved')).toEqual([]);
    expect(statesBefore('issued')).toEqual(['reserved']);
    expect(statesBefore('revoked')).toEqual(['reserved', 'issued']);
  });
});
