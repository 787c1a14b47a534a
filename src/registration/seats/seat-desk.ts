import { Injectable } from '@nestjs/common';
import { Clock, DomainError, Folds, newId } from '../../common/index.js';
import { AlreadyExists, Transactions, type Tx } from '../../database/index.js';
import { Events } from '../../events/index.js';
import { type Arrival, Arrivals, type Newcomer, rowOf, type SeatRequest } from './arrivals.js';
import { liveKeyOf } from '../person-key.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import { seatInOrder } from './seating.js';
import { SeatsMoved, SeatsRepository } from './seats.repository.js';

/** `isNew` is false when the person stands in the list already; `place` is that in the waiting list, from 1. */
export interface Seated {
  registration: Registration;
  isNew: boolean;
  place: number | null;
}

type Added = Omit<Seated, 'isNew'>;
type Outcome = Seated | DomainError;

const MOST_IN_A_FOLD = 128;
const MOST_IN_LINE = 2000;
const TRIES = 4;

/**
 * Seats of one event are given out one transaction at a time, and whoever asks meanwhile is folded into the next one:
 * a crowd shares one lock and one flush to disk. Several processes need nothing more: the turn of the event's row orders
 * their folds.
 */
@Injectable()
export class SeatDesk {
  private readonly folds = new Folds<Newcomer, Seated>({
    most: MOST_IN_A_FOLD,
    work: (eventId, crowd) => this.tried(eventId, crowd),
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly events: Events,
    private readonly registrations: RegistrationsRepository,
    private readonly seats: SeatsRepository,
    private readonly arrivals: Arrivals,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError EVENT_CANCELLED, EVENT_FULL (of those who do not wait), REGISTRATION_BUSY (503, when too many stand in line). */
  seat(eventId: string, request: SeatRequest): Promise<Seated> {
    if (this.folds.waiting(eventId) >= MOST_IN_LINE) throw RegistrationErrors.busy();
    return this.folds.ask(eventId, { ...request, id: newId(), liveKey: liveKeyOf(request.applicant.personKey) });
  }

  /** Again, when another process was quicker with a person, drew the same ticket code, or took seats away. */
  private async tried(eventId: string, crowd: Newcomer[]): Promise<Outcome[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.transactions.run((tx) => this.fold(tx, eventId, crowd), { repeatable: true });
      } catch (error) {
        const mayPass = error instanceof SeatsMoved || (error instanceof AlreadyExists && crowd.length === 1);
        if (!mayPass || attempt >= TRIES) throw error;
      }
    }
  }

  private async fold(tx: Tx, eventId: string, crowd: Newcomer[]): Promise<Outcome[]> {
    const known = await this.registrations.liveOf(
      tx,
      eventId,
      crowd.map(({ liveKey }) => liveKey),
    );
    const nonces = await this.registrations.knownNonces(
      tx,
      crowd.flatMap(({ nonce }) => nonce ?? []),
    );
    const fresh: Newcomer[] = [];
    const coming = new Set(known.keys());
    for (const person of crowd) {
      if (coming.has(person.liveKey)) continue;
      coming.add(person.liveKey);
      fresh.push(person);
    }
    const added = fresh.length > 0 ? await this.add(tx, eventId, fresh, nonces) : [];
    const byKey = new Map(added.map((one) => [one.registration.liveKey, one]));
    return crowd.map(({ id, liveKey }) => {
      const registration = known.get(liveKey) ?? byKey.get(liveKey)?.registration;
      // Only who does not wait is left out.
      if (!registration) return RegistrationErrors.full();
      return { registration, isNew: registration.id === id, place: byKey.get(liveKey)?.place ?? null };
    });
  }

  private async add(tx: Tx, eventId: string, coming: Newcomer[], nonces: Set<string>): Promise<Added[]> {
    const [eventPoolId = ''] = coming[0]?.poolIds ?? [];
    await this.seats.takeTurn(tx, eventPoolId, coming.length);
    // Read while the turn is held: whoever cancels an event takes the turn before telling those who are in.
    if ((await this.events.state(tx, eventId)) !== 'published') throw RegistrationErrors.eventCancelled();
    const pools = await this.seats.stands(tx, eventId);
    const last = pools.find(({ id }) => id === eventPoolId)?.arrivals ?? 0;
    const seating = seatInOrder(
      pools,
      coming.map(({ poolIds }) => poolIds),
      new Set(coming.flatMap(({ now }, index) => (now ? [index] : []))),
    );
    const places = seating.places.filter((place) => place !== 'full');
    const fresh = coming.filter((_, index) => seating.places[index] !== 'full');
    if (fresh.length === 0) return [];
    await this.seats.book(tx, seating.bookings);
    const now = this.clock.now();
    const arrivals = fresh.map((person, index): Arrival => {
      const place = places[index] ?? null;
      const nonce = person.nonce !== null && !nonces.has(person.nonce) ? person.nonce : null;
      // A form used again for a colleague carries the number of the first one.
      if (nonce !== null) nonces.add(nonce);
      const arrivalNo = last - fresh.length + index + 1;
      return { person, row: rowOf(person, { eventId, nonce, place, arrivalNo, now }) };
    });
    await this.arrivals.write(tx, arrivals);
    return arrivals.map(({ row }, index) => ({ registration: row, place: places[index] ?? null }));
  }
}
