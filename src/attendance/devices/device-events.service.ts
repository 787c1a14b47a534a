import { Injectable } from '@nestjs/common';
import { eventScope, type StaffMember } from '../../common/access/index.js';
import { Clock } from '../../common/index.js';
import { Database, type Reader } from '../../database/index.js';
import { type Event, Events } from '../../events/index.js';
import type { NewDeviceEvent, OfferedEvent, OfferedEvents, OfferedEventsQuery } from '../dto/device.dto.js';
import type { Gate } from '../gate.entity.js';
import { GatesRepository } from '../gates.repository.js';
import { DeviceErrors } from './device.errors.js';
import { AT_MOST_AFTER, expiryLimits } from './device-state.js';

/** Of those that are not chosen. More are found by searching. */
const OFFERED = 8;

/** For which further events a phone of an event may be paired: those that the same person manages, soon, and not over. */
@Injectable()
export class DeviceEvents {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly gates: GatesRepository,
  ) {}

  offer(eventId: string, { q = '', chosen = '' }: OfferedEventsQuery, staff: StaffMember): Promise<OfferedEvents> {
    return this.database.read(async (m) => {
      const near = await this.near(m, await this.events.find(m, eventId), staff);
      const ids = chosen.split(',');
      const words = q.toLowerCase().split(/\s+/);
      const kept = near.filter(({ id }) => ids.includes(id));
      const found = near.filter(
        ({ id, title }) => !ids.includes(id) && words.every((word) => title.toLowerCase().includes(word)),
      );
      const shown = [...kept, ...found.slice(0, OFFERED)];
      const gates = await this.gates.ofEvents(
        m,
        shown.map(({ id }) => id),
      );
      return {
        events: shown.map((event) => toOffered(event, gates.get(event.id) ?? [])),
        more: Math.max(0, found.length - OFFERED),
      };
    });
  }

  /** @throws DomainError VALIDATION when one of them is not among those that are offered */
  async chosen(m: Reader, event: Event, others: NewDeviceEvent[], staff: StaffMember): Promise<Event[]> {
    if (others.length === 0) return [];
    const near = new Map((await this.near(m, event, staff)).map((each) => [each.id, each]));
    const events = others.map(({ eventId }, n) => {
      const known = near.get(eventId);
      if (!known) throw DeviceErrors.eventNotOffered(fieldOf(n));
      return known;
    });
    const { latest } = expiryLimits(
      [event, ...events].map(({ endsAt }) => endsAt),
      this.clock.now(),
    );
    const tooLate = events.findIndex(({ endsAt }) => endsAt && endsAt > latest);
    if (tooLate >= 0) throw DeviceErrors.eventsApart(fieldOf(tooLate));
    return events;
  }

  private async near(m: Reader, event: Event, staff: StaffMember): Promise<Event[]> {
    const scope = eventScope(staff, 'devices.manage');
    const now = this.clock.now();
    const end = (event.endsAt ?? now).getTime();
    const events = await this.events.endingWithin(m, {
      ids: scope === 'all' ? undefined : scope,
      after: new Date(Math.max(now.getTime(), end - AT_MOST_AFTER)),
      until: new Date(end + AT_MOST_AFTER),
    });
    return events.filter(({ id }) => id !== event.id);
  }
}

const fieldOf = (n: number) => `otherEvents.${n}.eventId`;

const toOffered = ({ id, title, zone, startsAt, endsAt }: Event, gates: Gate[]): OfferedEvent => ({
  ...{ id, title, zone },
  startsAt: startsAt!.toISOString(),
  endsAt: endsAt!.toISOString(),
  gates: gates.map((gate) => ({ id: gate.id, name: gate.name })),
});
