import { Inject, Injectable } from '@nestjs/common';
import { can, type StaffMember } from '../common/access/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import type { RegistrationDetail } from './dto/list.dto.js';
import type { RegistrationRow } from './dto/registration-row.dto.js';
import { ConsentsRepository } from './own-page/consents.repository.js';
import { registrationVersion } from './correct.service.js';
import { RegistrationErrors } from './registration.errors.js';
import { RegistrationFacts } from './registration-facts.js';
import { RegistrationRows } from './list/registration-rows.js';
import { isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { TicketService } from './ticket.service.js';

/** One registration in full, for whoever helps the person. */
@Injectable()
export class RegistrationPerson {
  constructor(
    private readonly database: Database,
    private readonly consents: ConsentsRepository,
    private readonly registrations: RegistrationsRepository,
    private readonly rows: RegistrationRows,
    private readonly facts: RegistrationFacts,
    private readonly tickets: TicketService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError REGISTRATION_NOT_FOUND, also for a row of another event. */
  detail(eventId: string, registrationId: string, staff: StaffMember): Promise<RegistrationDetail> {
    return this.database.read(async (m) => {
      const registration = await this.registrations.findInEvent(m, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const [row] = await this.rows.of(m, [registration], eventId, staff);
      const attended = await this.facts.attendedJp(m, eventId, [registration.id]);
      const consents = await this.consents.ofPerson(m, registration.id);
      const helps = isLive(registration.status) && can(staff, 'registrations.manage', eventId);
      return {
        ...(row as RegistrationRow),
        waitingPlace: await this.tickets.waitingPlace(m, registration),
        version: helps ? registrationVersion(registration) : null,
        unitId: registration.unitId,
        frontTitle: registration.frontTitle,
        name: registration.name,
        backTitle: registration.backTitle,
        confirmedAt: registration.confirmedAt?.toISOString() ?? null,
        endedAt: registration.endedAt?.toISOString() ?? null,
        endReason: registration.endReason,
        attendedJp: attended.get(registration.id) ?? null,
        ticketLink: helps ? `${this.config.origin}/t/${this.tickets.token(registration)}` : null,
        consents: consents.map((consent) => ({
          purpose: consent.consentText?.purpose ?? '',
          givenAt: consent.givenAt.toISOString(),
          withdrawnAt: consent.withdrawnAt?.toISOString() ?? null,
        })),
      };
    });
  }
}
