import { describe, expect, it } from '@jest/globals';
import { type DecisionFacts, decisionsOf } from './decisions.js';

const start = new Date('2022-06-08T00:00:00Z');
const end = new Date('2022-06-08T08:00:00Z');
const hours = (n: number) => new Date(start.getTime() + n * 3_600_000);
const quiet: DecisionFacts = {
  now: hours(1),
  state: 'published',
  startsAt: start,
  endsAt: end,
  gates: 1,
  freeSeats: 3,
  waiting: 0,
  openConflicts: { count: 0, names: [] },
  scannedTwice: [],
  wrongClocks: [],
  mailsStopped: null,
  mailsFailed: { count: 0, names: [], reason: null },
  commitmentUnsigned: true,
};
const kinds = (facts: Partial<DecisionFacts>) => decisionsOf({ ...quiet, ...facts }).map(({ kind }) => kind);

describe('what waits for the organiser', () => {
  it('is nothing on a quiet day', () => {
    expect(kinds({})).toEqual([]);
  });

  it('comes with the door first, then mails, then seats, then papers', () => {
    const all = {
      openConflicts: { count: 2, names: ['Ramla'] },
      scannedTwice: [{ name: 'Ramla', minutes: 6 }],
      wrongClocks: [{ gate: 'Pintu Timur', count: 2 }],
      mailsStopped: { count: 48, since: hours(0), reason: '535 bad password' },
      mailsFailed: { count: 5, names: ['A', 'B', 'C', 'D'], reason: '550 no such user' },
      waiting: 24,
      now: hours(-2),
    };
    expect(kinds(all)).toEqual([
      'conflicts_open',
      'scanned_twice',
      'device_clock_wrong',
      'mails_stopped',
      'mails_failed',
      'seats_free',
    ]);
    expect(decisionsOf({ ...quiet, ...all })[4]).toMatchObject({
      count: 5,
      names: ['A', 'B', 'C'],
      reason: '550 no such user',
    });
    expect(decisionsOf({ ...quiet, ...all })[5]).toMatchObject({ count: 3, waiting: 24 });
  });

  it('is a missing gate only when the event is near', () => {
    expect(kinds({ gates: 0, now: hours(-25) })).toEqual([]);
    expect(kinds({ gates: 0, now: hours(-23) })).toEqual(['no_gates']);
    expect(kinds({ gates: 0, now: hours(9), commitmentUnsigned: false })).toEqual([]);
  });

  it('is no free seat once the event has begun, and an unsigned commitment only after it', () => {
    expect(kinds({ waiting: 2, now: hours(1) })).toEqual([]);
    expect(kinds({ waiting: 2, now: hours(9) })).toEqual(['commitment_unsigned']);
  });

  it('is nothing for a draft and for an event that is put away', () => {
    for (const state of ['draft', 'cancelled', 'archived']) expect(kinds({ state, gates: 0 })).toEqual([]);
  });
});
