import { describe, expect, it } from '@jest/globals';
import { presenceInSession, presenceOnDay } from './presence-at.js';

const at = (minute: number) => new Date(Date.parse('2026-11-24T00:00:00Z') + minute * 60_000);
const stay = (slot: string, from: number, to: number | null) => ({
  ...{ id: slot, slot, inAt: at(from), outAt: to === null ? null : at(to), inScanId: 'scan' },
});
const said = (slot: string, kind: 'absent' | 'excused') => ({
  ...{ id: 'c', at: at(0), slot, kind, inAt: null, outAt: null },
});
const DAY = 'day:2026-11-24';
const SESSION = 'session:s';
const SLOTS = [DAY, SESSION];

describe('presence at a day or a session', () => {
  it('has no time of leaving while somebody is inside by one of its doors, else the last', () => {
    const left = stay(SESSION, 60, 90);
    const on = (entries: ReturnType<typeof stay>[]) =>
      presenceOnDay({ entries, again: [], corrections: [] }, SLOTS, at(30));
    const inside = stay(DAY, 10, null);
    for (const stays of [
      [left, inside],
      [inside, left],
    ]) {
      expect(on(stays)).toEqual({ status: 'present', inAt: at(10), outAt: null });
    }
    expect(on([left, stay(DAY, 40, 80)])).toEqual({ status: 'late', inAt: at(40), outAt: at(90) });
    expect(on([])).toEqual({ status: 'absent', inAt: null, outAt: null });
  });

  it('goes by what was said of the session, else of its day, where nobody was seen', () => {
    const corrections = [said(DAY, 'excused')];
    const session = { id: 's', startsAt: at(60) };
    const within = (more: typeof corrections) =>
      presenceInSession({ entries: [], again: [], corrections: more }, [], session, DAY).status;
    expect(within(corrections)).toBe('excused');
    expect(within([...corrections, said(SESSION, 'absent')])).toBe('absent');
    expect(presenceInSession({ entries: [], again: [], corrections }, [stay(DAY, 50, null)], session, DAY).status).toBe(
      'present',
    );
  });
});
