import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../common/index.js';
import type { Reader } from '../database/index.js';
import { RegistrationFacts } from '../registration/index.js';
import { AttendanceRepository } from './attendance.repository.js';
import { PresenceFactsReader } from './presence/presence-facts.js';
import { attendedOf, staysBySession } from './rules/attended.js';

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
    private readonly presence: AttendanceRepository,
    private readonly known: PresenceFactsReader,
    private readonly facts: RegistrationFacts,
  ) {}

  onModuleInit(): void {
    this.facts.use({
      attendedJp: (m, eventId, ids) => this.hoursSoFar(m, eventId, ids),
      visits: (m, id) => this.presence.visits(m, id),
    });
  }

  /**
   * Hours until now of everybody who came, or of these people, by registration; who never came is absent from the map.
   */
  async shares(m: Reader, eventId: string, ids?: readonly string[]): Promise<Map<string, AttendedShare>> {
    const { jp, sessions, closing, people } = await this.known.of(m, eventId, ids);
    const until = this.clock.now();
    const shares = new Map<string, AttendedShare>();
    for (const [id, known] of people) {
      if (known.entries.length === 0) continue;
      const attended = attendedOf(sessions, staysBySession(sessions, known, closing, until));
      shares.set(id, { attendedJp: attended.jp, minutes: attended.minutes, jp });
    }
    return shares;
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
    const shares = await this.shares(m, eventId, ids);
    return new Map([...shares].map(([id, share]) => [id, share.attendedJp]));
  }
}
