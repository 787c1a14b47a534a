import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '../../common/index.js';
import { m as texts } from '../../common/messages/messages.js';
import type { Tx } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import { PromoteService, type SeatGiver } from './promote.service.js';
import type { Registration } from '../registration.entity.js';
import { registrationMail } from '../mails/registration-mail.js';
import { RegistrationMoves } from '../registration-moves.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { withSeat } from './seat-rules.js';
import { SeatsRepository } from './seats.repository.js';

/** Seats that are held until a moment: when it has come, they go on to those who wait. */
@Injectable()
export class Holds {
  constructor(
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly promotion: PromoteService,
    private readonly mail: Mail,
    private readonly clock: Clock,
  ) {}

  /** Ends whatever is due of one event, in a transaction that holds its turn. */
  async lapse(tx: Tx, event: SeatGiver, actor: Actor): Promise<void> {
    if (event.state !== 'published') return;
    const due = await this.registrations.dueHolds(tx, event.id, this.clock.now());
    if (due.length === 0) return;
    const back: Registration[] = [];
    for (const registration of due) {
      if (registration.status === 'offered') {
        await this.backInLine(tx, registration, { actor, action: 'registration.offer_lapsed' });
        back.push(registration);
      } else await this.endUnproven(tx, event, registration, actor);
    }
    await this.promotion.promote(tx, event, actor);
    await this.tellWhoStillWaits(tx, back);
  }

  /** Behind everybody, and with the priority used up: else the same person would be asked again and again. */
  async backInLine(tx: Tx, registration: Registration, step: { actor: Actor; action: string }): Promise<void> {
    const arrivalNo = await this.seats.nextArrival(tx, registration.eventId);
    await this.moves.move(tx, registration, 'waiting', {
      ...step,
      fields: { arrivalNo, priority: 0, holdUntil: null },
    });
  }

  private async endUnproven(tx: Tx, event: SeatGiver, registration: Registration, actor: Actor): Promise<void> {
    const now = this.clock.now();
    if (event.proofHours !== null) {
      await this.moves.move(tx, registration, 'cancelled', {
        actor,
        action: 'registration.proof_lapsed',
        mail: 'registration_cancelled',
        fields: {
          liveKey: null,
          endedAt: now,
          endReason: texts.mail_reason_unproved({}, { locale: registration.locale }),
        },
      });
      return;
    }
    // The organiser asks for no proof any more: the seat is his as if he came now.
    const to = withSeat(await this.seats.asksApproval(tx, registration));
    const mail = to === 'confirmed' ? 'registration_confirmed' : 'registration_pending';
    const fields = to === 'confirmed' ? { confirmedAt: now } : {};
    await this.moves.move(tx, registration, to, { actor, action: `registration.proof_waived`, mail, fields });
    if (to === 'confirmed') await this.events.raiseChangeSeq(tx, event.id);
  }

  /** Who is the only one in line has a new offer already; that mail says enough. */
  private async tellWhoStillWaits(tx: Tx, lapsed: Registration[]): Promise<void> {
    const waiting = await this.registrations.stillIn(
      tx,
      'waiting',
      lapsed.map(({ id }) => id),
    );
    await this.mail.queueMany(
      tx,
      lapsed.filter(({ id }) => waiting.has(id)).map((row) => registrationMail(row, 'registration_offer_lapsed')),
    );
  }
}
