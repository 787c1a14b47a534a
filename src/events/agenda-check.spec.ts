import { describe, expect, it } from '@jest/globals';
import { agendaFaults, type AgendaSession, sessionFaults } from './agenda-check.js';

const place = { zone: 'Asia/Makassar', mainRoom: 'hall' };
let count = 0;
/** Times in WITA. */
const session = (from: string, to: string, over: Partial<AgendaSession> = {}): AgendaSession => ({
  id: `s${(count += 1)}`,
  kind: 'topic',
  title: 'Tata kelola',
  roomId: null,
  startsAt: new Date(`2022-06-08T${from}+08:00`),
  endsAt: new Date(`2022-06-08T${to}+08:00`),
  speakers: [],
  ...over,
});
const laras = { speakerId: 'p1', name: 'Dr. Laras Permisalan' };

describe('agenda', () => {
  it('takes sessions that follow one another', () => {
    expect(agendaFaults([session('09:15', '10:45'), session('10:45', '12:15')], place)).toEqual([]);
  });

  it('finds two sessions in one room, the unnamed room being the hall', () => {
    const sessions = [session('09:15', '10:45'), session('10:30', '12:00', { roomId: 'hall' })];
    expect(agendaFaults(sessions, place)).toEqual([
      { field: 'sessions.1.roomId', code: 'SESSION_ROOM_CLASH', params: { title: 'Tata kelola' } },
    ]);
    expect(agendaFaults([sessions[0]!, { ...sessions[1]!, roomId: 'room 2' }], place)).toEqual([]);
  });

  it('lets the registration desk and a break run beside a session', () => {
    const desk = session('07:30', '09:30', { kind: 'registration' });
    const coffee = session('09:00', '09:30', { kind: 'break' });
    expect(agendaFaults([desk, session('08:15', '09:15'), coffee], place)).toEqual([]);
    expect(agendaFaults([{ ...desk, roomId: 'hall' }, session('08:15', '09:15')], place)).toHaveLength(1);
  });

  it('finds a speaker in two rooms at once', () => {
    const sessions = [
      session('13:15', '14:45', { speakers: [laras], title: 'Praktik' }),
      session('13:15', '14:45', { speakers: [{ speakerId: 'p2', name: 'X' }, laras], roomId: 'room 2' }),
    ];
    expect(agendaFaults(sessions, place)).toEqual([
      { field: 'sessions.1.speakers.1', code: 'SESSION_SPEAKER_CLASH', params: { name: laras.name, title: 'Praktik' } },
    ]);
  });

  it('refuses an end before the start, and a session over midnight of the zone', () => {
    expect(sessionFaults(session('10:00', '10:00'), [], place)).toEqual([
      { field: 'endsAt', code: 'SESSION_ENDS_FIRST' },
    ]);
    const late = session('22:00', '23:00', { endsAt: new Date('2022-06-09T00:30+08:00') });
    expect(sessionFaults(late, [], place)).toEqual([{ field: 'endsAt', code: 'SESSION_PAST_MIDNIGHT' }]);
    expect(sessionFaults({ ...late, endsAt: new Date('2022-06-09T00:00+08:00') }, [], place)).toEqual([]);
  });

  it('does not clash with itself', () => {
    const one = session('09:15', '10:45');
    expect(sessionFaults(one, [one], place)).toEqual([]);
  });
});
