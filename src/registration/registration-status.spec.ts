import { describe, expect, it } from '@jest/globals';
import { holdsSeat, isLive, mayBecome, registrationStatuses, sourcesOf } from './registration-status.js';

describe('registration status', () => {
  it('never leaves an end', () => {
    for (const to of registrationStatuses) {
      expect(mayBecome('cancelled', to)).toBe(false);
      expect(mayBecome('declined', to)).toBe(false);
    }
  });

  it('knows what may be cancelled and what may be confirmed', () => {
    expect(sourcesOf('cancelled')).toEqual(['unconfirmed', 'pending', 'confirmed', 'waiting', 'offered']);
    expect(sourcesOf('confirmed')).toEqual(['unconfirmed', 'pending', 'waiting', 'offered']);
  });

  it('holds no seat while waiting or ended, and a live row keeps its person key', () => {
    expect(registrationStatuses.filter(holdsSeat)).toEqual(['unconfirmed', 'pending', 'confirmed', 'offered']);
    expect(registrationStatuses.filter((status) => !isLive(status))).toEqual(['cancelled', 'declined']);
  });
});
