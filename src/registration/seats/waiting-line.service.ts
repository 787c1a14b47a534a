import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import type { Actor } from '../../common/index.js';
import { Transactions } from '../../database/index.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatsRepository } from './seats.repository.js';

/** Order in the waiting list: priority, then arrival. */
@Injectable()
export class WaitingLine {
  constructor(
    private readonly transactions: Transactions,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError REGISTRATION_NOT_FOUND, REGISTRATION_NOT_WAITING. */
  prioritise(eventId: string, id: string, on: boolean, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.seats.takeTurnOf(tx, eventId);
      const registration = await this.registrations.findInEvent(tx, eventId, id);
      if (!registration) throw RegistrationErrors.notFound();
      if (!(await this.registrations.prioritise(tx, id, Number(on)))) throw RegistrationErrors.notWaiting();
      await this.audit.append(tx, {
        actor,
        action: on ? 'registration.prioritised' : 'registration.unprioritised',
        subject: { kind: 'registration', id },
        eventId,
        payload: { code: registration.ticketCode },
      });
    });
  }
}
