import { describe, expect, it } from '@jest/globals';
import { defaultNumberPattern } from './number-pattern.js';
import { type Publication, publicationFaults, windowFaults } from './publication-checklist.js';

const now = new Date('2022-05-20T00:00Z');
const session = {
  id: 's1',
  kind: 'topic' as const,
  title: 'Tata kelola',
  roomId: null,
  startsAt: new Date('2022-06-08T01:15Z'),
  endsAt: new Date('2022-06-08T02:45Z'),
  speakers: [],
  jp: 2,
};
const complete: Publication = {
  summary: 'Pendampingan rencana induk.',
  zone: 'Asia/Makassar',
  roomId: 'hall',
  registrationOpensAt: new Date('2022-05-23T00:00Z'),
  registrationClosesAt: new Date('2022-06-06T08:00Z'),
  cancelUntil: new Date('2022-06-07T08:00Z'),
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  capacity: 300,
  numberPattern: defaultNumberPattern,
  numberCode: '800.2.4',
  numberUnit: 'BKPSDM',
  numberSeries: '',
  sessions: [session],
};
const codes = (over: Partial<Publication>, when = now): string[] =>
  publicationFaults({ ...complete, ...over }, when).map(({ field, code }) => `${field} ${code}`);

describe('publication', () => {
  it('of a complete event finds nothing missing', () => {
    expect(codes({})).toEqual([]);
  });

  it('lists everything that is missing at once', () => {
    const empty = { summary: ' ', capacity: 0, sessions: [], startsAt: null, endsAt: null, numberCode: '' };
    expect(codes(empty)).toEqual([
      'summary EVENT_NEEDS_SUMMARY',
      'capacity EVENT_NEEDS_SEATS',
      'sessions EVENT_NEEDS_SESSIONS',
      'numberCode REQUIRED',
    ]);
  });

  it('needs hours, and a clash holds it back', () => {
    expect(codes({ sessions: [{ ...session, jp: 0 }] })).toEqual(['sessions EVENT_NEEDS_HOURS']);
    expect(codes({ sessions: [session, { ...session, id: 's2' }] })).toEqual(['sessions.1.roomId SESSION_ROOM_CLASH']);
  });

  it('comes before the event and before registration closes', () => {
    expect(codes({}, new Date('2022-06-07T00:00Z'))).toEqual(['registrationClosesAt EVENT_REGISTRATION_OVER']);
    expect(codes({}, new Date('2022-06-09T00:00Z'))).toEqual(['sessions EVENT_LIES_BACK']);
  });
});

describe('registration window', () => {
  it('opens before it closes, closes before the end, and seats are given back before the start', () => {
    const faults = (over: Partial<Publication>): string[] => windowFaults({ ...complete, ...over }).map((f) => f.code);
    expect(faults({ registrationClosesAt: complete.registrationOpensAt })).toEqual(['EVENT_CLOSES_BEFORE_OPENING']);
    expect(faults({ registrationClosesAt: new Date('2022-06-08T02:46Z') })).toEqual(['EVENT_CLOSES_AFTER_END']);
    expect(faults({ cancelUntil: new Date('2022-06-08T01:16Z') })).toEqual(['EVENT_CANCEL_AFTER_START']);
  });
});
