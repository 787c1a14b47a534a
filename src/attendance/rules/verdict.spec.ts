import { describe, expect, it } from '@jest/globals';
import { type Circumstances, clockIsPlausible, judge, type Presented, type Verdict } from './verdict.js';

const now = new Date('2022-06-08T00:05:00Z');
const usual: Circumstances = {
  timeIsPlausible: true,
  eventCancelled: false,
  onEventDay: true,
  alreadyInside: false,
};
const ticket = (status: string, epochIsCurrent = true): Presented => ({ kind: 'ticket', status, epochIsCurrent });
const later = (ms: number) => new Date(now.getTime() + ms);

describe('verdict', () => {
  const rules: [string, Presented, Partial<Circumstances>, Verdict][] = [
    ['a confirmed ticket', ticket('confirmed'), {}, 'accepted'],
    ['the same again', ticket('confirmed'), { alreadyInside: true }, 'already_in'],
    ['junk', { kind: 'malformed' }, {}, 'malformed'],
    ['a ticket nobody has', { kind: 'unknown' }, {}, 'unknown'],
    ['a ticket of another event', { kind: 'other_event' }, {}, 'not_for_this_event'],
    ['a cancelled registration', ticket('cancelled'), {}, 'cancelled'],
    ['a declined registration', ticket('declined'), {}, 'cancelled'],
    ['a cancelled registration with an old QR', ticket('cancelled', false), {}, 'cancelled'],
    ['a cancelled event', ticket('confirmed'), { eventCancelled: true }, 'cancelled'],
    ['an old QR', ticket('confirmed', false), {}, 'revoked'],
    ['the waiting list', ticket('waiting'), {}, 'not_confirmed'],
    ['an offer that is open', ticket('offered'), {}, 'not_confirmed'],
    ['another day', ticket('confirmed'), { onEventDay: false }, 'not_for_this_session'],
    ['a phone in the future', ticket('confirmed'), { timeIsPlausible: false }, 'clock_implausible'],
    ['junk on a phone in the future', { kind: 'malformed' }, { timeIsPlausible: false }, 'malformed'],
  ];
  it.each(rules)('of %s', (_name, presented, differing, verdict) => {
    expect(judge(presented, { ...usual, ...differing })).toBe(verdict);
  });
});

describe('the clock of a phone', () => {
  it('may run a few minutes ahead and may report days later, no more', () => {
    expect(clockIsPlausible(later(5 * 60_000), now)).toBe(true);
    expect(clockIsPlausible(later(5 * 60_000 + 1), now)).toBe(false);
    expect(clockIsPlausible(later(-7 * 86_400_000), now)).toBe(true);
    expect(clockIsPlausible(new Date(0), now)).toBe(false);
  });
});
