import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type DomainError } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { Events } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { Holds } from './seats/holds.service.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { registrationMail } from './mails/registration-mail.js';
import { RegistrationMoves } from './registration-moves.js';
import { isLive, type RegistrationStatus } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { withSeat } from './seats/seat-rules.js';
import { SeatsRepository } from './seats/seats.repository.js';

type Outcome = { status: RegistrationStatus } | { refusal: DomainError };

const RESEND_EVERY = 10 * 60_000;

/** The link in the mail shows that it reached somebody; until then the seat is held for a set time only. */
@Injectable()
export class Proofs {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly holds: Holds,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Said twice it is answered the same way. @throws DomainError PROOF_LAPSED, REGISTRATION_ENDED, EVENT_CANCELLED. */
  async prove({ id, eventId }: Registration, actor: Actor): Promise<RegistrationStatus> {
    const outcome = await this.transactions.run(async (tx): Promise<Outcome> => {
      await this.seats.takeTurnOf(tx, eventId);
      const event = await this.events.find(tx, eventId);
      if (event.state !== 'published') return { refusal: RegistrationErrors.eventCancelled() };
      await this.holds.lapse(tx, event, actor);
      const registration = await this.registrations.find(tx, id);
      if (!registration) return { refusal: RegistrationErrors.ticketNotFound() };
      const { status } = registration;
      if (!isLive(status)) {
        return { refusal: registration.provedAt ? RegistrationErrors.ended() : RegistrationErrors.proofLapsed() };
      }
      const now = this.clock.now();
      if (status !== 'unconfirmed') {
        await this.registrations.proveAddress(tx, id, now);
        return { status };
      }
      const to = withSeat(await this.seats.asksApproval(tx, registration));
      const fields = { provedAt: now, ...(to === 'confirmed' ? { confirmedAt: now } : {}) };
      const mail = to === 'confirmed' ? 'registration_confirmed' : 'registration_pending';
      await this.moves.move(tx, registration, to, { actor, action: 'registration.address_proved', mail, fields });
      if (to === 'confirmed') await this.events.raiseChangeSeq(tx, eventId);
      return { status: to };
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.status;
  }

  /** The mail once more, at most once in ten minutes. @throws DomainError TOO_MANY_TRIES, REGISTRATION_ENDED. */
  async sendAgain(registration: Registration, actor: Actor): Promise<void> {
    const now = this.clock.now();
    const sent = await this.transactions.run(async (tx) => {
      const current = await this.registrations.find(tx, registration.id);
      if (current?.status !== 'unconfirmed') throw RegistrationErrors.ended();
      if (!(await this.registrations.takeResend(tx, current.id, now, new Date(now.getTime() - RESEND_EVERY)))) {
        return false;
      }
      await this.mail.queue(tx, registrationMail(current, 'registration_proof'));
      await this.audit.append(tx, {
        actor,
        action: 'registration.proof_resent',
        subject: { kind: 'registration', id: current.id },
        eventId: current.eventId,
        payload: { code: current.ticketCode },
      });
      return true;
    });
    if (!sent) throw RegistrationErrors.tooManyTries();
  }
}
