import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type DomainError } from '../../common/index.js';
import { Transactions, type Tx } from '../../database/index.js';
import { Events, type NamedEvent } from '../../events/index.js';
import { Holds } from './holds.service.js';
import { PromoteService } from './promote.service.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationMoves } from '../registration-moves.js';
import { isLive, type RegistrationStatus } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { mustProve, withSeat } from './seat-rules.js';
import { SeatsRepository } from './seats.repository.js';

/** A refusal is an outcome here: what it found lapsed is passed on in the same transaction, which an error would undo. */
type Outcome = { status: RegistrationStatus } | { refusal: DomainError };

/** The answer of somebody whom a freed seat is offered to. */
@Injectable()
export class Offers {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly holds: Holds,
    private readonly promotion: PromoteService,
    private readonly clock: Clock,
  ) {}

  /**
   * Said twice it is answered the same way.
   * @param byMail whether he came by the link in his mail, which proves the address
   * @throws DomainError OFFER_LAPSED, ADDRESS_UNPROVED, REGISTRATION_ENDED, EVENT_CANCELLED.
   */
  accept({ id, eventId }: Registration, byMail: boolean, actor: Actor): Promise<RegistrationStatus> {
    return this.answer(eventId, id, actor, async (tx, event, registration) => {
      const { status } = registration;
      if (status === 'confirmed' || status === 'pending') return { status };
      if (status !== 'offered') return { refusal: refusalIn(status) };
      const now = this.clock.now();
      const provedAt = registration.provedAt ?? (byMail ? now : null);
      if (mustProve(event, { ...registration, provedAt })) return { refusal: RegistrationErrors.addressUnproved() };
      const to = withSeat(await this.seats.asksApproval(tx, registration));
      const fields = { provedAt, ...(to === 'confirmed' ? { confirmedAt: now } : {}) };
      const mail = to === 'confirmed' ? 'registration_confirmed' : 'registration_pending';
      await this.moves.move(tx, registration, to, { actor, action: 'registration.offer_accepted', mail, fields });
      await this.events.raiseChangeSeq(tx, eventId);
      return { status: to };
    });
  }

  /**
   * The seat goes on to the next one.
   * @param leave he gives up his place in line, too
   * @throws DomainError OFFER_LAPSED, OFFER_ANSWERED, REGISTRATION_ENDED, EVENT_CANCELLED.
   */
  reject({ id, eventId }: Registration, leave: boolean, actor: Actor): Promise<RegistrationStatus> {
    return this.answer(eventId, id, actor, async (tx, event, registration) => {
      const { status } = registration;
      if (status === 'confirmed' || status === 'pending') return { refusal: RegistrationErrors.offerAnswered() };
      if (status !== 'offered') return { refusal: refusalIn(status) };
      const step = { actor, action: 'registration.offer_rejected' };
      if (!leave) await this.holds.backInLine(tx, registration, step);
      else {
        const fields = { liveKey: null, endedAt: this.clock.now(), endReason: null };
        await this.moves.move(tx, registration, 'cancelled', { ...step, mail: 'registration_cancelled', fields });
      }
      await this.promotion.promote(tx, event, actor);
      const after = await this.registrations.find(tx, id);
      return { status: after?.status ?? 'cancelled' };
    });
  }

  private async answer(
    eventId: string,
    id: string,
    actor: Actor,
    decide: (tx: Tx, event: NamedEvent, registration: Registration) => Promise<Outcome>,
  ): Promise<RegistrationStatus> {
    const outcome = await this.transactions.run(async (tx): Promise<Outcome> => {
      await this.seats.takeTurnOf(tx, eventId);
      const event = await this.events.find(tx, eventId);
      if (event.state !== 'published') return { refusal: RegistrationErrors.eventCancelled() };
      const registration = await this.registrations.find(tx, id);
      if (!registration) return { refusal: RegistrationErrors.ticketNotFound() };
      // Read first: somebody alone in line has a new offer as soon as the old one lapses, and did not accept that one.
      if (isDue(registration, this.clock.now())) {
        await this.holds.lapse(tx, event, actor);
        return { refusal: RegistrationErrors.offerLapsed() };
      }
      return decide(tx, event, registration);
    });
    if ('refusal' in outcome) throw outcome.refusal;
    return outcome.status;
  }
}

const isDue = ({ status, holdUntil }: Registration, now: Date): boolean =>
  status === 'offered' && holdUntil !== null && holdUntil <= now;

const refusalIn = (status: RegistrationStatus): DomainError =>
  isLive(status) ? RegistrationErrors.offerLapsed() : RegistrationErrors.ended();
