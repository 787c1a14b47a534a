import type { FieldError } from '../common/index.js';
import { dateInZone } from './event-times.js';
import type { SessionKind } from './training-hours.js';

export interface AgendaSession {
  id: string;
  kind: SessionKind;
  title: string;
  /** Null is the event's own room. */
  roomId: string | null;
  startsAt: Date;
  endsAt: Date;
  speakers: readonly { speakerId: string; name: string }[];
}

const overlap = (a: AgendaSession, b: AgendaSession): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** The desk and a break claim no hall unless one is named: both may run beside a session. */
const claimsHall = (session: Pick<AgendaSession, 'kind' | 'roomId'>): boolean =>
  session.roomId !== null || (session.kind !== 'registration' && session.kind !== 'break');

/** The room a session keeps others out of; null when it claims none, or the event names none. */
export const claimedRoom = (session: Pick<AgendaSession, 'kind' | 'roomId'>, mainRoom: string | null): string | null =>
  claimsHall(session) ? (session.roomId ?? mainRoom) : null;

/** Two sessions without a room are in the one hall of their event, although nobody has named it yet. */
function sameRoom(a: AgendaSession, b: AgendaSession, mainRoom: string | null): boolean {
  return claimsHall(a) && claimsHall(b) && (a.roomId ?? mainRoom) === (b.roomId ?? mainRoom);
}

/** Faults of one session among the others of its event; `at` goes before the field names, e.g. `sessions.2.`. */
export function sessionFaults(
  session: AgendaSession,
  others: readonly AgendaSession[],
  place: { zone: string; mainRoom: string | null },
  at = '',
): FieldError[] {
  if (session.endsAt <= session.startsAt) return [{ field: `${at}endsAt`, code: 'SESSION_ENDS_FIRST' }];
  const faults: FieldError[] = [];
  const lastMinute = new Date(session.endsAt.getTime() - 1);
  if (dateInZone(session.startsAt, place.zone) !== dateInZone(lastMinute, place.zone)) {
    faults.push({ field: `${at}endsAt`, code: 'SESSION_PAST_MIDNIGHT' });
  }
  const beside = others.filter((other) => other.id !== session.id && overlap(session, other));
  const rival = beside.find((other) => sameRoom(session, other, place.mainRoom));
  if (rival) faults.push({ field: `${at}roomId`, code: 'SESSION_ROOM_CLASH', params: { title: rival.title } });
  session.speakers.forEach(({ speakerId, name }, index) => {
    const busy = beside.find((other) => other.speakers.some((speaker) => speaker.speakerId === speakerId));
    if (busy) {
      const params = { name, title: busy.title };
      faults.push({ field: `${at}speakers.${index}`, code: 'SESSION_SPEAKER_CLASH', params });
    }
  });
  return faults;
}

/** Faults of a whole agenda; a clash is told at the later of the two sessions, as a reader meets it. */
export function agendaFaults(
  sessions: readonly AgendaSession[],
  place: { zone: string; mainRoom: string | null },
): FieldError[] {
  return sessions.flatMap((session, index) =>
    sessionFaults(session, sessions.slice(0, index), place, `sessions.${index}.`),
  );
}
