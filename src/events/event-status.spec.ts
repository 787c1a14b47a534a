import { describe, expect, it } from '@jest/globals';
import { eventPhase, eventStates, mayBecome, registrationPhase, statesBefore, type Timed } from './event-status.js';

const at = (time: string): Date => new Date(`2022-06-${time}Z`);
const event = (over: Partial<Timed> = {}): Timed => ({
  state: 'published',
  registrationOpensAt: at('01T00:00'),
  registrationClosesAt: at('06T08:00'),
  startsAt: at('08T00:15'),
  endsAt: at('08T08:45'),
  ...over,
});
const pools = (taken: number) => [
  { scope: 'event' as const, capacity: 80, taken },
  { scope: 'inner' as const, capacity: 8, taken: 8 },
];

describe('event states', () => {
  it('go from draft to published to archived, and may be cancelled before that', () => {
    const changes = eventStates.flatMap((from) =>
      eventStates.filter((to) => mayBecome(from, to)).map((to) => `${from}>${to}`),
    );
    expect(changes).toEqual(['draft>published', 'draft>cancelled', 'published>archived', 'published>cancelled']);
  });

  it('name the states an UPDATE may start from', () => {
    expect(statesBefore('cancelled')).toEqual(['draft', 'published']);
    expect(statesBefore('archived')).toEqual(['published']);
    expect(statesBefore('draft')).toEqual([]);
  });
});

describe('phase of an event', () => {
  it.each([
    ['before registration opens', '2022-05-31T23:59Z', 'upcoming'],
    ['at the opening minute', '2022-06-01T00:00Z', 'open'],
    ['at the closing minute', '2022-06-06T08:00Z', 'upcoming'],
    ['at the start', '2022-06-08T00:15Z', 'running'],
    ['at the end', '2022-06-08T08:45Z', 'over'],
  ])('%s', (_name, now, phase) => {
    expect(eventPhase(event(), new Date(now))).toBe(phase);
  });

  it('is the state itself unless published', () => {
    expect(eventPhase(event({ state: 'draft' }), at('08T01:00'))).toBe('draft');
    expect(eventPhase(event({ state: 'archived' }), at('08T01:00'))).toBe('archived');
  });
});

describe('phase of registration', () => {
  it.each([
    ['2022-05-31T23:59Z', 'not_yet'],
    ['2022-06-01T00:00Z', 'open'],
    ['2022-06-06T08:00Z', 'closed'],
    ['2022-06-08T08:45Z', 'over'],
  ])('at %s is %s', (now, phase) => {
    expect(registrationPhase(event(), pools(79), new Date(now))).toBe(phase);
  });

  it('is full when the event pool is, whatever the inner pools hold', () => {
    expect(registrationPhase(event(), pools(80), at('02T00:00'))).toBe('full');
    expect(registrationPhase(event(), pools(79), at('02T00:00'))).toBe('open');
  });

  it('says cancelled first', () => {
    expect(registrationPhase(event({ state: 'cancelled' }), pools(80), at('09T00:00'))).toBe('cancelled');
  });
});
