import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import type { Tx } from '../database/index.js';
import { Mail } from '../mail/index.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { registrationMail, type RegistrationTemplate } from './mails/registration-mail.js';
import { holdsSeat, mayBecome, mayGoBack, type RegistrationStatus } from './registration-status.js';
import { type MoveFields, RegistrationsRepository } from './registrations.repository.js';
import { bookingOf } from './seats/seating.js';
import { SeatsRepository } from './seats/seats.repository.js';

export interface Move {
  actor: Actor;
  /** `registration.<past verb>` of the audit log. */
  action: string;
  fields?: MoveFields;
  mail?: RegistrationTemplate;
  /** Whose place goes to somebody else, by the code of that one's ticket. */
  inFavourOf?: string;
  /** The mail waits so long, so that the decision can be undone before anybody is told of it. */
  mailAfter?: number;
  /** Undoes a decision instead of making one. */
  back?: boolean;
}

/** One step of one registration, with all that belongs to it: seats and places in line, the mail, the audit entry. */
@Injectable()
export class RegistrationMoves {
  constructor(
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * In a transaction that holds the event's turn.
   * @throws DomainError REGISTRATION_MOVED when the row stands no more as it was read, or may not take this step.
   */
  async move(tx: Tx, registration: Registration, to: RegistrationStatus, move: Move): Promise<void> {
    const { id, eventId, status: from, ticketCode } = registration;
    const may = move.back ? mayGoBack : mayBecome;
    if (!may(from, to) || !(await this.registrations.changeStatus(tx, id, from, to, move.fields ?? {}))) {
      throw RegistrationErrors.moved();
    }
    const taken = Number(holdsSeat(to)) - Number(holdsSeat(from));
    const waiting = Number(to === 'waiting') - Number(from === 'waiting');
    if (taken !== 0 || waiting !== 0) {
      const poolIds = await this.seats.poolsOf(tx, id);
      await this.seats.book(tx, bookingOf(poolIds, { taken, waiting }));
    }
    const swap = move.inFavourOf === undefined ? {} : { other: move.inFavourOf };
    if (move.mail) {
      const notBefore = move.mailAfter ? new Date(this.clock.now().getTime() + move.mailAfter) : undefined;
      const params = { from, by: move.actor.kind, ...swap };
      await this.mail.queue(tx, registrationMail(registration, move.mail, { params, notBefore }));
    }
    await this.audit.append(tx, {
      actor: move.actor,
      action: move.action,
      subject: { kind: 'registration', id },
      eventId,
      payload: { code: ticketCode, from, to, ...swap },
    });
  }
}
