import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { Events } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { PromoteService } from './promote.service.js';
import { RegistrationErrors } from './registration.errors.js';
import { registrationMail } from './registration-mail.js';
import { holdsSeat, isLive } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { bookingOf } from './seating.js';
import { SeatsRepository } from './seats.repository.js';

@Injectable()
export class CancelService {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly promotion: PromoteService,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** By the person himself, until the event's date for it. @throws DomainError TOO_LATE_TO_CANCEL, REGISTRATION_ENDED. */
  async byParticipant(registrationId: string, actor: Actor): Promise<void> {
    const registration = await this.database.read((m) => this.registrations.find(m, registrationId));
    if (!registration) throw RegistrationErrors.ticketNotFound();
    const event = await this.database.read((m) => this.events.find(m, registration.eventId));
    if (this.clock.now() > event.cancelUntil) {
      throw RegistrationErrors.tooLateToCancel(event);
    }
    await this.cancel(registration.eventId, registrationId, null, actor);
  }

  byStaff(eventId: string, registrationId: string, reason: string, actor: Actor): Promise<void> {
    return this.cancel(eventId, registrationId, reason, actor);
  }

  /** The freed seat goes to the first who waits, in the same transaction. */
  private async cancel(eventId: string, registrationId: string, reason: string | null, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const event = await this.events.find(tx, eventId);
      const poolIds = await this.seats.poolsOf(tx, registrationId);
      if (poolIds[0]) await this.seats.takeTurn(tx, poolIds[0]);
      const registration = await this.registrations.findInEvent(tx, eventId, registrationId);
      if (!registration) throw RegistrationErrors.notFound();
      const from = registration.status;
      const ended = { liveKey: null, endedAt: this.clock.now(), endReason: reason };
      if (!isLive(from) || !(await this.registrations.changeStatus(tx, registration.id, from, 'cancelled', ended))) {
        throw RegistrationErrors.ended();
      }
      await this.mail.queue(tx, registrationMail(registration, 'registration_cancelled'));
      await this.audit.append(tx, {
        actor,
        action: 'registration.cancelled',
        subject: { kind: 'registration', id: registration.id },
        eventId,
        payload: { code: registration.ticketCode, from },
      });
      await this.events.raiseChangeSeq(tx, eventId);
      const gain = { taken: holdsSeat(from) ? -1 : 0, waiting: from === 'waiting' ? -1 : 0 };
      await this.seats.book(tx, bookingOf(poolIds, gain));
      if (holdsSeat(from)) await this.promotion.promote(tx, event, actor);
    });
  }
}
