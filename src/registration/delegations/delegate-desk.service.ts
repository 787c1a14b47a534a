import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '../../common/index.js';
import { Database } from '../../database/index.js';
import { Directory, maskNip, survivors, type Unit } from '../../directory/index.js';
import { Events, type NamedEvent, registrationPhase } from '../../events/index.js';
import { printedNameOf } from '../form/applicant.js';
import { CancelService } from '../cancel.service.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { givesSeats } from '../seats/seat-rules.js';
import { ownsSeat } from '../swap.service.js';
import { unitsInside } from './delegate-rows.js';
import type { DeskPerson, DeskView } from './delegate-desk.dto.js';
import { MOST_ROWS } from './delegate-rows.js';
import type { Delegation } from './delegation.entity.js';
import { actorOf, DelegationLinks } from './delegation-links.js';
import { DelegationsRepository } from './delegations.repository.js';

/** A desk that a link opened, and the units whose people it is for. */
export interface OpenDesk {
  delegation: Delegation;
  event: NamedEvent;
  /** The unit of the desk as it stands today. */
  root: Unit;
  /** It and all that lies under it. */
  inside: Unit[];
}

/** What the contact of a unit sees of his people, and how he withdraws one. */
@Injectable()
export class DelegateDesk {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly delegations: DelegationsRepository,
    private readonly registrations: RegistrationsRepository,
    private readonly links: DelegationLinks,
    private readonly cancellation: CancelService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError DELEGATION_NOT_FOUND, DELEGATION_EXPIRED. */
  async open(token: string): Promise<OpenDesk> {
    const delegation = await this.links.read(token);
    return this.database.read(async (m) => {
      const units = await this.directory.units(m);
      const rootId = survivors(units)(delegation.unitId);
      const root = units.find(({ id }) => id === rootId);
      if (!root) throw new Error(`The unit of delegation ${delegation.id} is not there`);
      const event = await this.events.find(m, delegation.eventId);
      return { delegation, event, root, inside: unitsInside(units, rootId) };
    });
  }

  async show(token: string): Promise<DeskView> {
    const { delegation, event, root, inside } = await this.open(token);
    const now = this.clock.now();
    return this.database.read(async (m) => {
      const pools = await this.events.pools(m, event.id);
      const rows = await this.delegations.people(
        m,
        event.id,
        inside.map(({ id }) => id),
      );
      const waiting = rows.filter(({ status }) => status === 'waiting').map(({ id }) => id);
      const places = await this.registrations.placesInLine(m, event.id, waiting);
      return {
        event: {
          slug: event.slug,
          title: event.title,
          zone: event.zone,
          startsAt: event.startsAt?.toISOString() ?? null,
          endsAt: event.endsAt?.toISOString() ?? null,
          venue: event.venue.name,
          registrationOpensAt: event.registrationOpensAt.toISOString(),
          registrationClosesAt: event.registrationClosesAt.toISOString(),
          cancelUntil: event.cancelUntil.toISOString(),
          phase: registrationPhase(event, pools, now),
        },
        unit: root.name,
        units: inside.filter(({ active }) => active).map(({ name }) => name),
        contactName: delegation.contactName,
        expiresAt: delegation.expiresAt.toISOString(),
        mostRows: MOST_ROWS,
        people: rows.map((row) => ({ ...personOf(row, event, now), waitingPlace: places.get(row.id) ?? null })),
      };
    });
  }

  /** Somebody of these units in this event. @throws DomainError REGISTRATION_NOT_FOUND. */
  async person({ event, inside }: OpenDesk, id: string): Promise<Registration> {
    const row = await this.database.read((m) => this.registrations.findInEvent(m, event.id, id));
    if (!row || !inside.some((unit) => unit.id === row.unitId)) throw RegistrationErrors.notFound();
    return row;
  }

  /** @throws DomainError REGISTRATION_NOT_FOUND, TOO_LATE_TO_CANCEL, CANCEL_ARRIVED, REGISTRATION_ENDED. */
  async withdraw(token: string, registrationId: string, asker: Actor): Promise<void> {
    const desk = await this.open(token);
    const { id } = await this.person(desk, registrationId);
    await this.cancellation.byParticipant(id, actorOf(desk.delegation, asker));
  }
}

function personOf(row: Registration, event: NamedEvent, now: Date): Omit<DeskPerson, 'waitingPlace'> {
  const absent = row.arrivedAt === null;
  return {
    id: row.id,
    printedName: printedNameOf(row),
    nip: row.nip && maskNip(row.nip),
    unit: row.unitText,
    position: row.position,
    status: row.status,
    canSwap: ownsSeat(row.status) && absent && givesSeats(event, now),
    canWithdraw: isLive(row.status) && absent && event.state === 'published' && now <= event.cancelUntil,
  };
}
