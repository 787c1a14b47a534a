import { Injectable } from '@nestjs/common';
import { can, deviceCan, type DoorDevice, eventScope, gatesOf, type StaffMember } from '../../common/access/index.js';
import { Clock } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { type EventPhase, eventPhase, Events, type NamedEvent, type Session } from '../../events/index.js';
import type { Door, DoorEvent, DoorRights, Heartbeat } from '../dto/device.dto.js';
import type { Gate } from '../gate.entity.js';
import { GatesRepository } from '../gates.repository.js';
import { DeviceAccess } from './device-access.service.js';
import { toPhone } from './device-views.js';

/** A phone that stands at one which was cancelled must hear of it. */
const CLOSED: readonly EventPhase[] = ['draft', 'archived'];

/** A phone that is paired, or a person who is signed in. */
export type Doorkeeper = { device: DoorDevice; staff?: undefined } | { device?: undefined; staff: StaffMember };

/** What the scanner must know before it can work without network. */
@Injectable()
export class DoorService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly gates: GatesRepository,
    private readonly access: DeviceAccess,
  ) {}

  /** @param eventId of which alone is told, if it is one of them */
  open(keeper: Doorkeeper, eventId?: string): Promise<Door> {
    return this.database.read(async (m) => {
      const now = this.clock.now();
      const all = await this.events.list(m, idsFor(keeper, eventId));
      const events = all.filter((each) => !CLOSED.includes(eventPhase(each, now)));
      const ids = events.map(({ id }) => id);
      const gates = await this.gates.ofEvents(m, ids);
      const sessions = await this.events.sessionsOf(m, ids);
      return {
        device: keeper.device ? toPhone(keeper.device) : null,
        officer: keeper.staff?.name ?? null,
        events: events.map((event) =>
          viewOf({ event, gates: gates.get(event.id) ?? [], sessions: sessions.get(event.id) ?? [] }, keeper, now),
        ),
        now: now.toISOString(),
      };
    });
  }

  /** Of a person who is signed in there is nothing to note. */
  async beat(device: DoorDevice | undefined, report: Heartbeat): Promise<void> {
    if (device) await this.access.report(device.id, report);
  }
}

interface DoorPlan {
  event: NamedEvent;
  gates: Gate[];
  sessions: Session[];
}

function viewOf({ event, gates, sessions }: DoorPlan, keeper: Doorkeeper, now: Date): DoorEvent {
  const { id, title, zone, startsAt, endsAt } = event;
  const own = keeper.device ? gatesOf(keeper.device, id) : null;
  return {
    ...{ id, title, zone },
    phase: eventPhase(event, now),
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    gates: gates
      .filter((gate) => own === null || own.includes(gate.id))
      .map((gate) => ({ id: gate.id, name: gate.name })),
    anyGate: own === null,
    sessions: sessions.map((session) => ({
      id: session.id,
      title: session.title,
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
    })),
    can: keeper.device ? rightsOfDevice(keeper.device, id) : rightsOfStaff(keeper.staff, id),
  };
}

/** Undefined: every event. */
function idsFor(keeper: Doorkeeper, wanted: string | undefined): string[] | undefined {
  const scope = keeper.device
    ? keeper.device.scopes.map(({ eventId }) => eventId)
    : eventScope(keeper.staff, 'scans.write');
  if (wanted === undefined) return scope === 'all' ? undefined : scope;
  return scope === 'all' || scope.includes(wanted) ? [wanted] : [];
}

const rightsOfDevice = (device: DoorDevice, eventId: string): DoorRights => ({
  rule: deviceCan(device, 'scans.rule', eventId),
  search: deviceCan(device, 'scans.admit', eventId),
  directory: false,
});

const rightsOfStaff = (staff: StaffMember, eventId: string): DoorRights => ({
  rule: can(staff, 'scans.rule', eventId),
  search: can(staff, 'scans.admit', eventId),
  directory: can(staff, 'directory.read', eventId),
});
