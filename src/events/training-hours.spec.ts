import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computedHours, decideHours, sessionKinds } from './training-hours.js';

const start = new Date('2022-06-08T01:15:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

describe('computed JP', () => {
  it.each([
    [44, 0],
    [45, 1],
    [89, 1],
    [90, 2],
    [135, 3],
  ])('%i minutes of a topic are %i JP', (minutes, jp) => {
    expect(computedHours('topic', start, after(minutes))).toBe(jp);
  });

  it('counts topics and discussions only', () => {
    const counting = sessionKinds.filter((kind) => computedHours(kind, start, after(90)) > 0);
    expect(counting).toEqual(['topic', 'discussion']);
  });

  it('is a whole number and never negative', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1440, max: 1440 }), (minutes) => {
        const jp = computedHours('topic', start, after(minutes));
        return Number.isInteger(jp) && jp >= 0 && jp * 45 <= Math.max(0, minutes);
      }),
    );
  });
});

describe('JP of an edited session', () => {
  const draft = { frozen: false, before: null };

  it('follows the rule when nothing is asked', () => {
    expect(decideHours({ ...draft, computed: 2 })).toEqual({ ok: true, jp: 2, jpReason: null });
  });

  it('needs a reason to differ from the rule', () => {
    expect(decideHours({ ...draft, computed: 2, requested: 3 })).toEqual({ ok: false });
    expect(decideHours({ ...draft, computed: 2, requested: 3, reason: '  ' })).toEqual({ ok: false });
    expect(decideHours({ ...draft, computed: 2, requested: 3, reason: 'Surat 12/2022' })).toEqual({
      ok: true,
      jp: 3,
      jpReason: 'Surat 12/2022',
    });
  });

  it('keeps an override when the times move, and drops its reason once it equals the rule', () => {
    const before = { jp: 3, jpReason: 'Surat 12/2022' };
    expect(decideHours({ frozen: false, before, computed: 2 })).toEqual({ ok: true, ...before });
    expect(decideHours({ frozen: false, before, computed: 2, requested: 2 })).toEqual({
      ok: true,
      jp: 2,
      jpReason: null,
    });
  });

  it('goes back to the rule when it is cleared, after publication only with a reason', () => {
    const before = { jp: 3, jpReason: 'Surat 12/2022' };
    const cleared = { before, computed: 2, requested: null };
    expect(decideHours({ ...cleared, frozen: false })).toEqual({ ok: true, jp: 2, jpReason: null });
    expect(decideHours({ ...cleared, frozen: true })).toEqual({ ok: false });
    expect(decideHours({ ...cleared, frozen: true, reason: 'Surat ditarik' })).toEqual({
      ok: true,
      jp: 2,
      jpReason: 'Surat ditarik',
    });
  });

  it('stays what was published although the times moved', () => {
    const before = { jp: 2, jpReason: null };
    expect(decideHours({ frozen: true, before, computed: 1 })).toEqual({ ok: true, ...before });
    expect(decideHours({ frozen: true, before, computed: 1, requested: 1 })).toEqual({ ok: false });
    expect(decideHours({ frozen: true, before, computed: 1, requested: 1, reason: 'Dipersingkat' })).toEqual({
      ok: true,
      jp: 1,
      jpReason: 'Dipersingkat',
    });
  });

  it('lets a session without JP join a published event, one with JP only with a reason', () => {
    expect(decideHours({ frozen: true, before: null, computed: 0 })).toEqual({ ok: true, jp: 0, jpReason: null });
    expect(decideHours({ frozen: true, before: null, computed: 2 })).toEqual({ ok: false });
  });
});
