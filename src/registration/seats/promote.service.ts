import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, Clock } from '../../common/index.js';
import type { Tx } from '../../database/index.js';
import { type Event, Events } from '../../events/index.js';
import { Mail } from '../../mail/index.js';
import type { Registration } from '../registration.entity.js';
import { registrationMail } from '../mails/registration-mail.js';
import { RegistrationMoves } from '../registration-moves.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { givesSeats, heldUntil, isOffered, withSeat } from './seat-rules.js';
import { SeatsRepository } from './seats.repository.js';

export type SeatGiver = Pick<Event, 'id' | 'state' | 'startsAt' | 'waitingMode' | 'offerHours' | 'proofHours'>;

/** Acts on changes of events: gives free seats to those who wait, in their order, and tells of a cancellation. */
@Injectable()
export class PromoteService implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly mail: Mail,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.listen({
      seatsChanged: (tx, event, actor) => this.promote(tx, event, actor),
      waiting: (m, eventIds) => this.registrations.countWaiting(m, eventIds),
      cancelled: (tx, event) => this.tellEveryone(tx, event),
    });
  }

  /** In the transaction that freed the seat and holds the event's turn. */
  async promote(tx: Tx, event: SeatGiver, actor: Actor): Promise<void> {
    if (!givesSeats(event, this.clock.now())) return;
    let confirmed = false;
    for (;;) {
      const next = await this.seats.firstToPromote(tx, event.id);
      if (!next) break;
      confirmed = (await this.giveSeat(tx, event, next, actor)) === 'confirmed' || confirmed;
    }
    if (confirmed) await this.events.raiseChangeSeq(tx, event.id);
  }

  private async giveSeat(tx: Tx, event: SeatGiver, next: Registration, actor: Actor): Promise<Registration['status']> {
    const now = this.clock.now();
    const offered = isOffered(event, next);
    const to = offered ? 'offered' : withSeat(await this.seats.asksApproval(tx, next));
    await this.moves.move(tx, next, to, {
      actor,
      ...STEPS[to],
      fields: {
        ...(offered ? { holdUntil: heldUntil(now, event.offerHours, event.startsAt) } : {}),
        ...(to === 'confirmed' ? { confirmedAt: now } : {}),
      },
    });
    return to;
  }

  /** The event was cancelled: the rows stay as they are, as a record of who had registered. */
  private async tellEveryone(tx: Tx, event: Pick<Event, 'id'>): Promise<void> {
    await this.seats.takeTurnOf(tx, event.id);
    const live = await this.registrations.live(tx, event.id);
    await this.mail.queueMany(
      tx,
      live.map((registration) => registrationMail(registration, 'registration_cancelled')),
    );
  }
}

const STEPS = {
  offered: { action: 'registration.offered', mail: 'registration_offered' },
  pending: { action: 'registration.placed_pending', mail: 'registration_pending' },
  confirmed: { action: 'registration.promoted', mail: 'registration_promoted' },
} as const;
