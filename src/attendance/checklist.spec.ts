import { describe, expect, it } from '@jest/globals';
import { type ChecklistFacts, checklistOf } from './checklist.js';

const day = (n: number) => new Date(Date.UTC(2022, 5, n));
const facts: ChecklistFacts = {
  now: day(7),
  publishedAt: day(1),
  registrationClosesAt: day(6),
  startsAt: day(8),
  endsAt: day(9),
  gates: 0,
  firstArrivalAt: null,
  commitment: { signedOn: null, plannedAt: day(8) },
  certificates: { issuedAt: null, dueAt: day(10) },
};

describe('the checklist', () => {
  it('says what is done, and when the rest is due', () => {
    expect(checklistOf(facts)).toEqual([
      { kind: 'published', done: true, at: day(1) },
      { kind: 'registration_closed', done: true, at: day(6) },
      { kind: 'gates_ready', done: false, at: null },
      { kind: 'first_arrival', done: false, at: day(8) },
      { kind: 'commitment_signed', done: false, at: day(8) },
      { kind: 'event_over', done: false, at: day(9) },
      { kind: 'certificates_issued', done: false, at: day(10) },
    ]);
  });

  it('has no line for a commitment that does not exist', () => {
    expect(checklistOf({ ...facts, commitment: null }).map(({ kind }) => kind)).not.toContain('commitment_signed');
  });

  it('is all done in the end', () => {
    const end = {
      ...facts,
      now: day(12),
      gates: 2,
      firstArrivalAt: day(8),
      commitment: { signedOn: day(8), plannedAt: day(8) },
      certificates: { issuedAt: day(11), dueAt: day(10) },
    };
    expect(checklistOf(end).every(({ done }) => done)).toBe(true);
    expect(checklistOf(end).at(-1)?.at).toEqual(day(11));
  });
});
