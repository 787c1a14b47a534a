import { Injectable } from '@nestjs/common';
import type { Actor, FieldError } from '../common/index.js';
import type { Reader, Tx } from '../database/index.js';
import type { Event } from './event.entity.js';
import type { Session } from './session.entity.js';

export interface PlacedAgenda {
  sessions: readonly Pick<Session, 'id' | 'startsAt' | 'endsAt'>[];
  zone: string;
}

/** The agenda of an event before and after a change of a session or of the zone. */
export interface AgendaChange {
  before: PlacedAgenda;
  after: PlacedAgenda;
}

/** What a later capability adds to events. It registers itself on start, since this folder may not import it. */
export interface EventListener {
  /** In the transaction that cancels the event: tell those who are registered. */
  cancelled?(tx: Tx, event: Event, actor: Actor): Promise<void>;
  /** In the transaction that takes seats away: declines those who are named. */
  makeRoom?(tx: Tx, event: Event, release: { ids: string[]; reason: string }, actor: Actor): Promise<FieldError[]>;
  /** Who would have to go, were a pool so small: the last who registered first, the arrived after all others. */
  mustGo?(
    m: Reader,
    eventId: string,
    pools: { id: string; capacity: number }[],
  ): Promise<{ id: string; name: string }[]>;
  /** In the transaction that changes the agenda: what stands against it. */
  agendaFaults?(tx: Tx, eventId: string, change: AgendaChange): Promise<FieldError[]>;
  /** In the transaction that changed the seats: those who wait may move up. */
  seatsChanged?(tx: Tx, event: Event, actor: Actor): Promise<void>;
  /** How many people wait, by event; an event without a waiting list may be missing. */
  waiting?(m: Reader, eventIds: string[]): Promise<ReadonlyMap<string, number>>;
}

@Injectable()
export class EventListeners {
  private readonly listeners: EventListener[] = [];

  register(listener: EventListener): void {
    this.listeners.push(listener);
  }

  async cancelled(tx: Tx, event: Event, actor: Actor): Promise<void> {
    for (const listener of this.listeners) await listener.cancelled?.(tx, event, actor);
  }

  async seatsChanged(tx: Tx, event: Event, actor: Actor): Promise<void> {
    for (const listener of this.listeners) await listener.seatsChanged?.(tx, event, actor);
  }

  async agendaFaults(tx: Tx, eventId: string, change: AgendaChange): Promise<FieldError[]> {
    const faults: FieldError[] = [];
    for (const listener of this.listeners) faults.push(...((await listener.agendaFaults?.(tx, eventId, change)) ?? []));
    return faults;
  }

  async makeRoom(
    tx: Tx,
    event: Event,
    release: { ids: string[]; reason: string },
    actor: Actor,
  ): Promise<FieldError[]> {
    const faults: FieldError[] = [];
    for (const listener of this.listeners)
      faults.push(...((await listener.makeRoom?.(tx, event, release, actor)) ?? []));
    return faults;
  }

  async mustGo(
    m: Reader,
    eventId: string,
    pools: { id: string; capacity: number }[],
  ): Promise<{ id: string; name: string }[]> {
    const people: { id: string; name: string }[] = [];
    for (const listener of this.listeners) people.push(...((await listener.mustGo?.(m, eventId, pools)) ?? []));
    return people;
  }

  async waiting(m: Reader, eventIds: string[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const listener of this.listeners) {
      for (const [eventId, count] of (await listener.waiting?.(m, eventIds)) ?? []) counts.set(eventId, count);
    }
    return counts;
  }
}
