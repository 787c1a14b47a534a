import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/index.js';
import { nameKey, printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { toDeviceView } from './devices/device-views.js';
import { DevicesRepository } from './devices/devices.repository.js';
import { flowRows, flowStart } from './door-flow.js';
import type { DoorFlow, Official, Overview } from './dto/overview.dto.js';
import { type Attendee, OverviewDoorRepository } from './overview-door.repository.js';
import { awayStatuses } from './rules/status.js';

/** As many as can be compared at a glance. */
const MOST_UNITS = 8;

interface DayOf {
  eventId: string;
  slots: readonly string[];
  now: Date;
}

/** The doors as they are at this moment: who comes through them, which officials have come, how the phones fare. */
@Injectable()
export class OverviewDoor {
  constructor(
    private readonly events: Events,
    private readonly figures: OverviewDoorRepository,
    private readonly devices: DevicesRepository,
  ) {}

  mark(m: Reader, eventId: string): Promise<string> {
    return this.figures.devicesMark(m, eventId);
  }

  async of(m: Reader, day: DayOf): Promise<Pick<Overview, 'flow' | 'officials' | 'devices'>> {
    const devices = await this.devices.ofEvent(m, day.eventId);
    return {
      flow: await this.flow(m, day),
      officials: await this.officials(m, day),
      devices: devices.map((device) => toDeviceView(device, day.now)),
    };
  }

  private async flow(m: Reader, day: DayOf): Promise<DoorFlow> {
    const from = flowStart(day.now);
    const units = flowRows(await this.figures.perUnit(m, day, from), from);
    return {
      from: from.toISOString(),
      gates: flowRows(await this.figures.perGate(m, day, from), from),
      units: units.sort((a, b) => b.total - a.total || ((a.name ?? '') < (b.name ?? '') ? -1 : 1)).slice(0, MOST_UNITS),
      moreUnits: Math.max(0, units.length - MOST_UNITS),
    };
  }

  /** Those who sign the commitment, in their order, then the other guests; a signatory may come without registering. */
  private async officials(m: Reader, day: DayOf): Promise<Official[]> {
    const signatories = (await this.events.commitment(m, day.eventId))?.signatories ?? [];
    const guests = await this.figures.guests(m, day);
    const nips = signatories.flatMap(({ nip }) => nip ?? []);
    const known = [...(await this.figures.numbered(m, day, nips)), ...guests];
    const signing = signatories.map(({ name, office, nip }) => ({
      name,
      office,
      person: known.find((each) => (nip && each.nip === nip) || each.nameKey === nameKey(name)),
    }));
    const signers = new Set(signing.flatMap(({ person }) => person?.id ?? []));
    return [
      ...signing.map(({ name, office, person }) => ({
        ...{ name, office, signs: true },
        ...standingOf(person),
      })),
      ...guests
        .filter(({ id }) => !signers.has(id))
        .map((guest) => ({
          name: printedName(guest),
          office: guest.position || guest.unitText,
          signs: false,
          ...standingOf(guest),
        })),
    ];
  }
}

const standingOf = (person: Attendee | undefined) => ({
  registered: person !== undefined,
  arrivedAt: person?.inAt?.toISOString() ?? null,
  away: awayStatuses.find((status) => !person?.inAt && person?.said === status) ?? null,
});
