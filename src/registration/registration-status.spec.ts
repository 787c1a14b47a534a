import { describe, expect, it } from '@jest/globals';
import { holdsSeat, isLive, mayBecome, mayGoBack, registrationStatuses } from './registration-status.js';

const sourcesOf = (to: (typeof registrationStatuses)[number]) =>
  registrationStatuses.filter((from) => mayBecome(from, to));

describe('registration status', () => {
  it('never leaves an end', () => {
    for (const to of registrationStatuses) {
      expect(mayBecome('cancelled', to)).toBe(false);
      expect(mayBecome('declined', to)).toBe(false);
    }
  });

  it('knows what may be cancelled, what may be confirmed, and what lies before a seat', () => {
    expect(sourcesOf('cancelled')).toEqual(['unconfirmed', 'pending', 'confirmed', 'waiting', 'offered']);
    expect(sourcesOf('confirmed')).toEqual(['unconfirmed', 'pending', 'waiting', 'offered']);
    expect(sourcesOf('pending')).toEqual(['unconfirmed', 'waiting', 'offered']);
    expect(sourcesOf('offered')).toEqual(['waiting']);
    expect(sourcesOf('waiting')).toEqual(['offered']);
  });

  it('goes back only where a decision led', () => {
    for (const from of registrationStatuses) {
      for (const to of registrationStatuses.filter((each) => mayGoBack(from, each))) {
        expect(['confirmed', 'declined']).toContain(from);
        expect(mayBecome(to, from)).toBe(true);
      }
    }
    expect(mayGoBack('cancelled', 'confirmed')).toBe(false);
  });

  it('holds no seat while waiting or ended, and a live row keeps its person key', () => {
    expect(registrationStatuses.filter(holdsSeat)).toEqual(['unconfirmed', 'pending', 'confirmed', 'offered']);
    expect(registrationStatuses.filter((status) => !isLive(status))).toEqual(['cancelled', 'declined']);
  });
});
