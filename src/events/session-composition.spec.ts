import { describe, expect, it } from '@jest/globals';
import type { AgendaEntry } from './agenda.repository.js';
import { type AgendaContext, composeSession } from './session-composition.js';

const context = (state: 'draft' | 'published' = 'draft'): AgendaContext => ({
  event: { id: 'e1', state, zone: 'Asia/Makassar', roomId: 'hall' },
  rooms: [{ id: 'hall' }],
  speakers: new Map([['p1', 'Dr. Laras Permisalan']]),
});
const asked = {
  kind: 'topic' as const,
  title: 'Tata kelola',
  startsAt: new Date('2022-06-08T01:15Z'),
  endsAt: new Date('2022-06-08T02:45Z'),
};
const identity = { id: 's1', sort: 3 };
const speaker = { speakerId: 'p1', role: 'speaker' as const };

describe('a composed session', () => {
  it('takes its hours from the rule and the event’s room when none is named', () => {
    const { row, faults } = composeSession({ ...asked, before: null }, identity, [], context());
    expect(faults).toEqual([]);
    expect(row).toEqual({
      ...asked,
      ...identity,
      eventId: 'e1',
      detail: '',
      roomId: null,
      jp: 2,
      jpReason: null,
    });
  });

  it('keeps what an edit leaves out, and clears what it names as null', () => {
    const before = { ...asked, ...identity, roomId: 'hall', detail: 'x', jp: 2, jpReason: null, speakers: [speaker] };
    const edit = { before: before as unknown as AgendaEntry, roomId: null, title: 'Baru' };
    const { row, speakers } = composeSession(edit, identity, [], context());
    expect(row).toMatchObject({ title: 'Baru', roomId: null, detail: 'x', jp: 2 });
    expect(speakers).toEqual([{ ...speaker, name: 'Dr. Laras Permisalan' }]);
  });

  it('names unknown rooms, unknown and repeated speakers with their place', () => {
    const speakers = [
      speaker,
      { speakerId: 'p9', role: 'speaker' as const },
      { ...speaker, role: 'moderator' as const },
    ];
    const wrong = { ...asked, roomId: 'elsewhere', speakers, before: null };
    const { faults } = composeSession(wrong, identity, [], context(), 'sessions.2.');
    expect(faults).toEqual([
      { field: 'sessions.2.roomId', code: 'ROOM_UNKNOWN' },
      { field: 'sessions.2.speakers.1', code: 'SPEAKER_UNKNOWN' },
      { field: 'sessions.2.speakers.2', code: 'SPEAKER_TWICE' },
    ]);
  });

  it('asks for the reason of other hours, in other words once they are published', () => {
    const fault = (state: 'draft' | 'published') =>
      composeSession({ ...asked, jp: 3, before: null }, identity, [], context(state)).faults[0];
    expect(fault('draft')).toEqual({ field: 'jpReason', code: 'SESSION_HOURS_REASON', params: { computed: 2 } });
    expect(fault('published')).toEqual({ field: 'jpReason', code: 'SESSION_HOURS_FROZEN', params: { computed: 2 } });
  });
});
