import { Injectable } from '@nestjs/common';
import type { Actor } from '../common/index.js';
import type { Reader, Tx } from '../database/index.js';
import type { Event } from './event.entity.js';

/** What a later capability adds to events. It registers itself on start, since this folder may not import it. */
export interface EventListener {
  /** In the transaction that cancels the event: tell those who are registered. */
  cancelled?(tx: Tx, event: Event, actor: Actor): Promise<void>;
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

  async waiting(m: Reader, eventIds: string[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const listener of this.listeners) {
      for (const [eventId, count] of (await listener.waiting?.(m, eventIds)) ?? []) counts.set(eventId, count);
    }
    return counts;
  }
}
