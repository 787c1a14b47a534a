import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import type { Tx } from '../database/index.js';
import { type Event, Events } from '../events/index.js';
import { Mail } from '../mail/index.js';
import { registrationMail } from './registration-mail.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { bookingOf } from './seating.js';
import { SeatsRepository } from './seats.repository.js';

/** Acts on changes of events: gives free seats to those who wait, in the order in which they came, and tells of a cancellation. */
@Injectable()
export class PromoteService implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.listen({
      seatsChanged: (tx, event, actor) => this.promote(tx, event, actor),
      waiting: (m, eventIds) => this.registrations.countWaiting(m, eventIds),
      cancelled: (tx, event) => this.tellEveryone(tx, event),
    });
  }

  /** In the transaction that freed the seat and holds the event's turn. Nobody is promoted into an event that has started or is not published. */
  async promote(tx: Tx, event: Pick<Event, 'id' | 'state' | 'startsAt'>, actor: Actor): Promise<void> {
    const now = this.clock.now();
    if (event.state !== 'published' || (event.startsAt !== null && event.startsAt <= now)) return;
    for (;;) {
      const next = await this.seats.firstToPromote(tx, event.id);
      if (!next) return;
      const poolIds = await this.seats.poolsOf(tx, next.id);
      await this.seats.book(tx, bookingOf(poolIds, { taken: 1, waiting: -1 }));
      await this.registrations.changeStatus(tx, next.id, 'waiting', 'confirmed', { confirmedAt: now });
      await this.mail.queue(tx, registrationMail(next, 'registration_promoted'));
      await this.audit.append(tx, {
        actor,
        action: 'registration.promoted',
        subject: { kind: 'registration', id: next.id },
        eventId: event.id,
        payload: { code: next.ticketCode },
      });
    }
  }

  /** The event was cancelled: the rows stay as they are, as a record of who had registered. */
  private async tellEveryone(tx: Tx, event: Pick<Event, 'id'>): Promise<void> {
    const [own] = await this.events.pools(tx, event.id);
    if (own) await this.seats.takeTurn(tx, own.id);
    const live = await this.registrations.live(tx, event.id);
    await this.mail.queueMany(
      tx,
      live.map((registration) => registrationMail(registration, 'registration_cancelled')),
    );
  }
}
