import { Injectable } from '@nestjs/common';
import { groupBy } from '../../common/index.js';
import type { Reader } from '../../database/index.js';
import { type AgendaEntry, Events } from '../../events/index.js';
import { AttendanceRepository } from '../attendance.repository.js';
import { type Known, NOTHING_KNOWN, shareTime, staysBySession } from '../rules/attended.js';
import type { Closing } from '../rules/presence.js';
import { type PresenceAt, presenceInSession, presenceOnDay } from '../rules/presence-at.js';
import { PresenceRepository } from './presence.repository.js';
import { sessionSlot } from '../rules/slot.js';
import { beginningOf, type SlotPlace, slotsOfDay } from './slots.js';

/** What is known of the presence at an event. */
export interface PresenceFacts {
  event: Awaited<ReturnType<Events['find']>>;
  /** Training hours of the event. */
  jp: number;
  sessions: AgendaEntry[];
  closing: Closing;
  /** Of whom nothing is known is absent from the map. */
  people: ReadonlyMap<string, Known>;
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
    const again = byPerson(await this.again(m, eventId, sessions, ids));
    const known = new Set([...entries.keys(), ...corrections.keys()]);
    return {
      event,
      jp: event.jp ?? sessions.reduce((sum, session) => sum + session.jp, 0),
      sessions,
      closing: { zone: event.zone, goneAt: await this.presence.goneAt(m, eventId), sessions },
      people: new Map(
        [...known].map((id) => [
          id,
          {
            entries: entries.get(id) ?? NOTHING_KNOWN.entries,
            again: again.get(id) ?? NOTHING_KNOWN.again,
            corrections: corrections.get(id) ?? NOTHING_KNOWN.corrections,
          },
        ]),
      ),
    };
  }

  /** Only of two rooms at the same time it matters at which door somebody was seen last. */
  private again(m: Reader, eventId: string, sessions: AgendaEntry[], ids?: readonly string[]) {
    const beside = sessions.filter((one) => sessions.some((other) => shareTime(one, other)));
    if (beside.length === 0) return [];
    const slots = beside.map(({ id }) => sessionSlot(id));
    return this.stays.again(m, eventId, slots, ids);
  }
}

/** Says of each person how he was present there. @param until when whoever is inside is still there */
export function presenceAt(
  place: SlotPlace,
  { sessions, closing }: Pick<PresenceFacts, 'sessions' | 'closing'>,
  until: Date,
): (known: Known) => PresenceAt {
  const { session, day } = place;
  if (session) {
    return (known) => {
      const stays = staysBySession([session], known, closing, until).get(session.id)!;
      return presenceInSession(known, stays, session, `day:${day}`);
    };
  }
  const slots = slotsOfDay(day, sessions, closing.zone);
  const startsAt = beginningOf(place, sessions, closing.zone);
  return (known) => presenceOnDay(known, slots, startsAt);
}

const byPerson = <T extends { registrationId: string }>(rows: readonly T[]): Map<string, T[]> =>
  groupBy(rows, ({ registrationId }) => registrationId);
