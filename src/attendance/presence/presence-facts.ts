import { Injectable } from '@nestjs/common';
import { groupBy } from '../../common/index.js';
import type { Reader } from '../../database/index.js';
import { type AgendaEntry, Events } from '../../events/index.js';
import { AttendanceRepository } from '../attendance.repository.js';
import type { Presence } from '../presence.entity.js';
import { type Known, staysBySession } from '../rules/attended.js';
import type { Closing } from '../rules/presence.js';
import { type PresenceAt, presenceInSession, presenceOnDay } from '../rules/presence-at.js';
import type { PresenceCorrection } from './correction.entity.js';
import { PresenceRepository } from './presence.repository.js';
import { beginningOf, type SlotPlace, slotsOfDay } from './slots.js';

export interface KnownPerson extends Known {
  entries: readonly Presence[];
  corrections: readonly PresenceCorrection[];
}

/** What is known of the presence at an event. */
export interface PresenceFacts {
  event: Awaited<ReturnType<Events['find']>>;
  /** Training hours of the event. */
  jp: number;
  sessions: AgendaEntry[];
  closing: Closing;
  /** Of whom nothing is known is absent from the map. */
  people: ReadonlyMap<string, KnownPerson>;
}

@Injectable()
export class PresenceFactsReader {
  constructor(
    private readonly events: Events,
    private readonly stays: AttendanceRepository,
    private readonly presence: PresenceRepository,
  ) {}

  /** @param ids only of these people */
  async of(m: Reader, eventId: string, ids?: readonly string[]): Promise<PresenceFacts> {
    const event = await this.events.find(m, eventId);
    const sessions = await this.events.sessions(m, eventId);
    const entries = byPerson(await (ids ? this.stays.of(m, ids) : this.stays.ofEvent(m, eventId)));
    const corrections = byPerson(await this.presence.inForce(m, eventId, ids));
    const known = new Set([...entries.keys(), ...corrections.keys()]);
    return {
      event,
      jp: event.jp ?? sessions.reduce((sum, session) => sum + session.jp, 0),
      sessions,
      closing: { zone: event.zone, goneAt: await this.presence.goneAt(m, eventId), sessions },
      people: new Map(
        [...known].map((id) => [id, { entries: entries.get(id) ?? [], corrections: corrections.get(id) ?? [] }]),
      ),
    };
  }
}

/** @param until when whoever is inside is still there */
export function presenceAt(
  known: Known,
  place: SlotPlace,
  { sessions, closing }: Pick<PresenceFacts, 'sessions' | 'closing'>,
  until: Date,
): PresenceAt {
  const { session, day } = place;
  if (session) {
    const stays = staysBySession([session], known, closing, until).get(session.id)!;
    return presenceInSession(known, stays, session, `day:${day}`);
  }
  return presenceOnDay(known, slotsOfDay(day, sessions, closing.zone), beginningOf(place, sessions, closing.zone));
}

const byPerson = <T extends { registrationId: string }>(rows: readonly T[]): Map<string, T[]> =>
  groupBy(rows, ({ registrationId }) => registrationId);
