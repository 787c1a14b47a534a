import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '../../common/index.js';
import type { Tx } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationMoves } from '../registration-moves.js';
import { holdsSeat, isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { SeatsRepository } from './seats.repository.js';

/** Whoever is let in without a seat is given one, out of turn: he would be there and counted nowhere. */
@Injectable()
export class DoorSeats {
  constructor(
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * Confirms the seat that he holds or waits for.
   * @throws DomainError REGISTRATION_NOT_FOUND, REGISTRATION_GIVEN_UP, EVENT_CANCELLED, EVENT_FULL
   */
  async give(tx: Tx, eventId: string, registrationId: string, actor: Actor): Promise<void> {
    const before = await this.registrations.findInEvent(tx, eventId, registrationId);
    if (before?.status === 'confirmed') return;
    await this.seats.takeTurnOf(tx, eventId);
    const registration = await this.registrations.findInEvent(tx, eventId, registrationId);
    if (!registration) throw RegistrationErrors.notFound();
    if (!isLive(registration.status)) throw RegistrationErrors.givenUp();
    const event = await this.events.find(tx, eventId);
    if (event.state !== 'published') throw RegistrationErrors.eventCancelled();
    const hasRoom = holdsSeat(registration.status) || (await this.seats.haveRoom(tx, registrationId));
    if (!hasRoom) throw RegistrationErrors.full();
    const fields = { confirmedAt: this.clock.now() };
    await this.moves.move(tx, registration, 'confirmed', { actor, action: 'registration.approved', fields });
    await this.events.raiseChangeSeq(tx, eventId);
  }
}
