import type { FieldError } from '../common/index.js';
import { type AgendaSession, sessionFaults } from './agenda-check.js';
import type { AgendaEntry } from './agenda.repository.js';
import type { EventState } from './event-status.js';
import type { Session, SpeakerRole } from './session.entity.js';
import { computedHours, decideHours, type SessionKind } from './training-hours.js';

/** What the organiser asks for; what is left out stays as it was. */
export interface SessionRequest {
  kind?: SessionKind;
  title?: string;
  detail?: string;
  roomId?: string | null;
  startsAt?: Date;
  endsAt?: Date;
  jp?: number | null;
  jpReason?: string | null;
  speakers?: readonly { speakerId: string; role: SpeakerRole }[];
}

type Complete = SessionRequest & Required<Pick<SessionRequest, 'kind' | 'title' | 'startsAt' | 'endsAt'>>;

export interface AgendaContext {
  event: { id: string; state: EventState; zone: string; roomId: string | null };
  /** Rooms of the event's venue. */
  rooms: readonly { id: string }[];
  /** Printed names of the speakers that the request names, by id. */
  speakers: ReadonlyMap<string, string>;
}

export interface ComposedSession {
  row: Omit<Session, 'event' | 'room'>;
  speakers: { speakerId: string; role: SpeakerRole; name: string }[];
  faults: FieldError[];
}

/** Puts a session together from what stands and what is asked, and names what is wrong with it, `at` before each field. */
export function composeSession(
  asked: (Complete & { before: null }) | (SessionRequest & { before: AgendaEntry }),
  identity: { id: string; sort: number },
  others: readonly AgendaSession[],
  { event, rooms, speakers: names }: AgendaContext,
  at = '',
): ComposedSession {
  const stands = { ...(asked.before ?? { detail: '', roomId: null, speakers: [] }), ...known(asked) } as AgendaEntry;
  const { kind, title, detail, roomId, startsAt, endsAt } = stands;
  const speakers = stands.speakers.map(({ speakerId, role }) => ({
    speakerId,
    role,
    name: names.get(speakerId) ?? '',
  }));
  const faults = [
    ...roomFaults(roomId, rooms, at),
    ...speakerFaults(speakers, names, at),
    ...sessionFaults(
      { ...stands, id: identity.id, speakers },
      others,
      { zone: event.zone, mainRoom: event.roomId },
      at,
    ),
  ];
  const computed = computedHours(kind, startsAt, endsAt);
  const frozen = event.state !== 'draft';
  const { before, jp: requested, jpReason: reason } = asked;
  const hours = decideHours({ computed, requested, reason, before, frozen });
  if (!hours.ok) {
    const code = frozen ? 'SESSION_HOURS_FROZEN' : 'SESSION_HOURS_REASON';
    faults.push({ field: `${at}jpReason`, code, params: { computed } });
  }
  const { jp, jpReason } = hours.ok ? hours : { jp: computed, jpReason: null };
  const row = { ...identity, eventId: event.id, kind, title, detail, roomId, startsAt, endsAt, jp, jpReason };
  return { row, speakers, faults };
}

/** Without the keys that were left out, so that they do not cover what stands. */
const known = ({ kind, title, detail, roomId, startsAt, endsAt, speakers }: SessionRequest): Partial<SessionRequest> =>
  Object.fromEntries(
    Object.entries({ kind, title, detail, roomId, startsAt, endsAt, speakers }).filter(
      ([, value]) => value !== undefined,
    ),
  );

function roomFaults(roomId: string | null, rooms: readonly { id: string }[], at: string): FieldError[] {
  const there = roomId === null || rooms.some((room) => room.id === roomId);
  return there ? [] : [{ field: `${at}roomId`, code: 'ROOM_UNKNOWN' }];
}

function speakerFaults(
  speakers: readonly { speakerId: string }[],
  names: ReadonlyMap<string, string>,
  at: string,
): FieldError[] {
  return speakers.flatMap(({ speakerId }, index) => {
    const field = `${at}speakers.${index}`;
    if (!names.has(speakerId)) return [{ field, code: 'SPEAKER_UNKNOWN' }];
    const first = speakers.findIndex((other) => other.speakerId === speakerId);
    return first < index ? [{ field, code: 'SPEAKER_TWICE' }] : [];
  });
}
