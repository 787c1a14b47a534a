import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { Events } from '../events/index.js';
import { printedNameOf } from './form/applicant.js';
import { PromoteService } from './seats/promote.service.js';
import { RegistrationErrors } from './registration.errors.js';
import { RegistrationMoves } from './registration-moves.js';
import { holdsSeat, isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { SeatsRepository } from './seats/seats.repository.js';

@Injectable()
export class CancelService {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly promotion: PromoteService,
    private readonly moves: RegistrationMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * By the person himself or the contact of his unit, until the event's date for it, and until he has come.
   * @throws DomainError TOO_LATE_TO_CANCEL, CANCEL_ARRIVED, REGISTRATION_ENDED.
   */
  async byParticipant(registrationId: string, actor: Actor): Promise<void> {
    const registration = await this.database.read((m) => this.registrations.find(m, registrationId));
    if (!registration) throw RegistrationErrors.ticketNotFound();
    const event = await this.database.read((m) => this.events.find(m, registration.eventId));
    if (this.clock.now() > event.cancelUntil) {
      throw RegistrationErrors.tooLateToCancel(event);
    }
    await this.cancel(registration.eventId, registrationId, { reason: null, byStaff: false }, actor);
  }

  byStaff(eventId: string, registrationId: string, reason: string, actor: Actor): Promise<void> {
    return this.cancel(eventId, registrationId, { reason, byStaff: true }, actor);
  }

  /** The freed seat goes to the first who waits, in the same transaction. */
  private async cancel(
    eventId: string,
    registrationId: string,
    { reason, byStaff }: { reason: string | null; byStaff: boolean },
    actor: Actor,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      const event = await this.events.find(tx, eventId);
      await this.seats.takeTurnOf(tx, eventId);
      await this.registrations.hold(tx, registrationId);
      const registration = await this.registrations.findInEvent(tx, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const from = registration.status;
      if (!isLive(from)) throw RegistrationErrors.ended();
      const { arrivedAt } = registration;
      if (arrivedAt && !byStaff) {
        const asker = actor.kind === 'delegation' ? 'unit' : 'self';
        throw RegistrationErrors.cancelArrived(asker, { name: printedNameOf(registration), arrivedAt }, event);
      }
      await this.moves.move(tx, registration, 'cancelled', {
        actor,
        action: 'registration.cancelled',
        mail: 'registration_cancelled',
        fields: { liveKey: null, endedAt: this.clock.now(), endReason: reason },
      });
      await this.events.raiseChangeSeq(tx, eventId);
      if (holdsSeat(from)) await this.promotion.promote(tx, event, actor);
    });
  }
}
