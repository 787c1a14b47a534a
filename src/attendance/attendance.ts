import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, groupBy } from '../common/index.js';
import type { Reader } from '../database/index.js';
import { Events } from '../events/index.js';
import { RegistrationFacts } from '../registration/index.js';
import { AttendanceRepository } from './attendance.repository.js';
import type { Presence } from './presence.entity.js';
import { PresenceRepository } from './presence/presence.repository.js';
import { attendedOf } from './rules/attended.js';

export interface AttendedShare {
  attendedJp: number;
  /** Training hours of the event. */
  jp: number;
  /** Minutes inside, by session. */
  minutes: ReadonlyMap<string, number>;
}

/** What other capabilities ask of attendance. */
@Injectable()
export class Attendance implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly presence: AttendanceRepository,
    private readonly pages: PresenceRepository,
    private readonly facts: RegistrationFacts,
  ) {}

  onModuleInit(): void {
    this.facts.use({
      attendedJp: (m, eventId, ids) => this.hoursSoFar(m, eventId, ids),
      visits: (m, id) => this.presence.visits(m, id),
    });
  }

  /**
   * Hours of everybody who came, by registration; who never came is absent from the map. Before the day is over those
   * who are inside count as staying to its end.
   */
  async shares(m: Reader, eventId: string): Promise<Map<string, AttendedShare>> {
    return this.sharesOf(m, eventId, await this.presence.ofEvent(m, eventId));
  }

  /** The same of these people until now. */
  async sharesSoFar(m: Reader, eventId: string, ids: readonly string[]): Promise<Map<string, AttendedShare>> {
    return this.sharesOf(m, eventId, await this.presence.of(m, ids), { ids, until: this.clock.now() });
  }

  /** When each of them first came; who never came is absent from the map. */
  async arrivals(m: Reader, registrationIds: readonly string[]): Promise<Map<string, Date>> {
    const first = new Map<string, Date>();
    for (const { registrationId, inAt } of await this.presence.of(m, registrationIds)) {
      const known = first.get(registrationId);
      if (!known || inAt < known) first.set(registrationId, inAt);
    }
    return first;
  }

  private async hoursSoFar(m: Reader, eventId: string, ids: readonly string[]): Promise<Map<string, number>> {
    const shares = await this.sharesSoFar(m, eventId, ids);
    return new Map([...shares].map(([id, share]) => [id, share.attendedJp]));
  }

  private async sharesOf(
    m: Reader,
    eventId: string,
    entries: readonly Presence[],
    { ids, until }: { ids?: readonly string[]; until?: Date } = {},
  ): Promise<Map<string, AttendedShare>> {
    const { zone, jp: agreed } = await this.events.find(m, eventId);
    const sessions = await this.events.sessions(m, eventId);
    const jp = agreed ?? sessions.reduce((sum, session) => sum + session.jp, 0);
    const closing = { zone, goneAt: await this.pages.goneAt(m, eventId), sessions };
    const corrections = byPerson(await this.pages.inForce(m, eventId, ids));
    const shares = new Map<string, AttendedShare>();
    for (const [id, stays] of byPerson(entries)) {
      const known = { entries: stays, corrections: corrections.get(id) ?? [] };
      const attended = attendedOf(sessions, known, closing, until);
      shares.set(id, { attendedJp: attended.jp, minutes: attended.minutes, jp });
    }
    return shares;
  }
}

const byPerson = <T extends { registrationId: string }>(rows: readonly T[]): Map<string, T[]> =>
  groupBy(rows, ({ registrationId }) => registrationId);
