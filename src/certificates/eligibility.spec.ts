import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { eligibility } from './eligibility.js';

const rule = { jp: 8, minSharePercent: 80 };
const here = (attendedJp: number, status = 'confirmed') => ({ status, present: true, attendedJp });

describe('who gets a certificate', () => {
  test.each([
    ['all hours', here(8), true, null, 100],
    ['7 of 8', here(7), true, null, 87],
    ['6 of 8 is 75 %', here(6), false, 'BELOW_SHARE', 75],
    ['scanned, but no session counted', here(0), false, 'BELOW_SHARE', 0],
    ['never came', { status: 'confirmed', present: false, attendedJp: 0 }, false, 'ABSENT', 0],
    ['cancelled, though he was there', here(8, 'cancelled'), false, 'CANCELLED', 100],
    ['declined', here(8, 'declined'), false, 'CANCELLED', 100],
    ['from the waiting list without a seat', here(8, 'waiting'), false, 'NOT_CONFIRMED', 100],
  ])('%s', (_case, facts, eligible, reason, sharePercent) => {
    expect(eligibility(facts, rule)).toEqual({ eligible, reason, sharePercent });
  });

  it('meets the minimum exactly, without rounding', () => {
    expect(eligibility(here(4), { jp: 5, minSharePercent: 80 }).eligible).toBe(true);
    expect(eligibility(here(79), { jp: 99, minSharePercent: 80 })).toMatchObject({ eligible: false, sharePercent: 79 });
    expect(eligibility(here(2), { jp: 3, minSharePercent: 67 })).toMatchObject({ eligible: false, sharePercent: 66 });
  });

  it('has no share in an event without hours', () => {
    expect(eligibility(here(0), { jp: 0, minSharePercent: 80 })).toMatchObject({ eligible: false, reason: 'NO_HOURS' });
  });

  it('takes everybody who was there when the event asks for no share', () => {
    expect(eligibility(here(0), { jp: 8, minSharePercent: 0 }).eligible).toBe(true);
  });

  it('an hour more never takes a certificate away', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.integer({ min: 1, max: 40 }), fc.nat(100), (attended, jp, minSharePercent) => {
        const now = eligibility(here(attended), { jp, minSharePercent });
        const more = eligibility(here(attended + 1), { jp, minSharePercent });
        expect(now.eligible && !more.eligible).toBe(false);
        expect(now.sharePercent >= minSharePercent).toBe(now.eligible);
      }),
    );
  });
});
