import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../common/index.js';
import { AlreadyExists, Transactions, type Tx } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { Events, type SeatPool } from '../events/index.js';
import { printedNameOf } from './form/applicant.js';
import { Arrivals, type Newcomer, rowOf, type SeatRequest } from './seats/arrivals.js';
import { liveKeyOf } from './person-key.js';
import { fits } from './seats/pool-choice.js';
import type { Registration } from './registration.entity.js';
import { RegistrationErrors } from './registration.errors.js';
import { RegistrationMoves } from './registration-moves.js';
import { isLive, type RegistrationStatus } from './registration-status.js';
import { RegistrationsRepository } from './registrations.repository.js';
import { givesSeats } from './seats/seat-rules.js';
import { bookingOf } from './seats/seating.js';
import { SeatsRepository } from './seats/seats.repository.js';

/** Who comes in the place of another; his pools are those of the seat. */
export type Substitute = Omit<SeatRequest, 'poolIds' | 'asked'>;

/** A seat that is only offered is not his yet, and a place in line is nobody's to give away. */
const OWN_SEAT: readonly RegistrationStatus[] = ['unconfirmed', 'pending', 'confirmed'];

export const ownsSeat = (status: RegistrationStatus): boolean => OWN_SEAT.includes(status);

/** One person for another in the same seat: it is never free in between, so nobody who waits can get it or loses by it. */
@Injectable()
export class Swaps {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly moves: RegistrationMoves,
    private readonly arrivals: Arrivals,
    private readonly clock: Clock,
  ) {}

  /**
   * Sent twice with the same number it answers with the same row.
   * @param vouched by the organiser: nobody needs to approve
   * @throws DomainError EVENT_CANCELLED, SWAP_TOO_LATE, PERSON_REGISTERED, REGISTRATION_NOT_FOUND, REGISTRATION_ENDED,
   *   SWAP_NEEDS_SEAT, SWAP_ARRIVED, SWAP_OTHER_POOL, REGISTRATION_MOVED.
   */
  async swap(eventId: string, leavingId: string, substitute: Substitute, vouched: boolean): Promise<Registration> {
    const coming = { ...substitute, id: newId(), liveKey: liveKeyOf(substitute.applicant.personKey) };
    try {
      return await this.transactions.run((tx) => this.inTurn(tx, eventId, leavingId, coming, vouched));
    } catch (error) {
      throw error instanceof AlreadyExists ? RegistrationErrors.moved() : error;
    }
  }

  private async inTurn(
    tx: Tx,
    eventId: string,
    leavingId: string,
    coming: Omit<Newcomer, 'poolIds'>,
    vouched: boolean,
  ): Promise<Registration> {
    await this.seats.takeTurnOf(tx, eventId);
    const event = await this.events.find(tx, eventId);
    if (event.state !== 'published') throw RegistrationErrors.eventCancelled();
    const known = (await this.registrations.liveOf(tx, eventId, [coming.liveKey])).get(coming.liveKey);
    if (known && coming.nonce !== null && known.submissionNonce === coming.nonce) return known;
    const now = this.clock.now();
    const by = vouched ? 'organiser' : 'unit';
    if (!givesSeats(event, now)) throw RegistrationErrors.swapTooLate(by);
    await this.registrations.hold(tx, leavingId);
    const leaving = await this.registrations.findInEvent(tx, eventId, leavingId);
    if (!leaving) throw RegistrationErrors.notFound();
    if (!isLive(leaving.status)) throw RegistrationErrors.ended();
    if (!ownsSeat(leaving.status) || isOverdue(leaving, now)) throw RegistrationErrors.swapNeedsSeat();
    const { arrivedAt } = leaving;
    if (arrivedAt) throw RegistrationErrors.swapArrived(by, { name: printedNameOf(leaving), arrivedAt }, event);
    if (known) throw RegistrationErrors.personRegistered();
    const pools = await this.poolsFor(tx, leaving, coming);
    const person = {
      ...coming,
      poolIds: pools.map(({ id }) => id),
      asked: { approval: !vouched && pools.some(({ byApproval }) => byApproval), proofUntil: null },
    };
    const arrivalNo = await this.seats.nextArrival(tx, eventId);
    const row = rowOf(person, { eventId, nonce: person.nonce, place: null, arrivalNo, now });
    await this.moves.move(tx, leaving, 'cancelled', {
      actor: coming.actor,
      action: 'registration.swapped_out',
      mail: 'registration_cancelled',
      inFavourOf: row.ticketCode,
      fields: { liveKey: null, endedAt: now, endReason: null },
    });
    await this.seats.book(tx, bookingOf(person.poolIds, { taken: 1, waiting: 0 }));
    await this.arrivals.write(tx, [{ person, row }]);
    await this.events.raiseChangeSeq(tx, eventId);
    return row;
  }

  /** Those of the seat, the event's own first. A seat kept for some goes to none but them. */
  private async poolsFor(
    tx: Tx,
    leaving: Registration,
    { applicant }: Pick<Newcomer, 'applicant'>,
  ): Promise<SeatPool[]> {
    const held = await this.seats.poolsOf(tx, leaving.id);
    const ofEvent = await this.events.pools(tx, leaving.eventId);
    const pools = held.flatMap((id) => ofEvent.find((pool) => pool.id === id) ?? []);
    if (!pools.every(fits(await this.directory.unitTree(tx), applicant))) throw RegistrationErrors.swapOtherPool();
    return pools;
  }
}

const isOverdue = ({ status, holdUntil }: Registration, now: Date): boolean =>
  status === 'unconfirmed' && holdUntil !== null && holdUntil <= now;
