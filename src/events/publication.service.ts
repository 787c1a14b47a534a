import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type FieldError } from '../common/index.js';
import { Transactions, type Reader } from '../database/index.js';
import { announcedOf } from './announced.js';
import { AgendaRepository } from './agenda.repository.js';
import { Agenda } from './agenda.service.js';
import { EventListeners } from './event-listeners.js';
import { ofEvent } from './events.audit.js';
import { EventErrors } from './events.errors.js';
import { EventsRepository, type NamedEvent } from './events.repository.js';
import { Events } from './events.service.js';
import { PoolsRepository } from './pools.repository.js';
import { publicationFaults } from './publication-checklist.js';

/** Publishing, cancelling and archiving. */
@Injectable()
export class Publications {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly facts: Events,
    private readonly events: EventsRepository,
    private readonly sessions: AgendaRepository,
    private readonly pools: PoolsRepository,
    private readonly agenda: Agenda,
    private readonly listeners: EventListeners,
    private readonly audit: Audit,
  ) {}

  /** Makes a draft public and freezes its hours. Refused with everything that is missing. */
  publish(actor: Actor, eventId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const draft = await this.events.hold(tx, eventId, ['draft']);
      const event = await this.facts.find(tx, eventId);
      if (!draft) throw EventErrors.notDraft();
      const sessions = await this.sessions.ofEvent(tx, eventId);
      const missing = [...(await this.missing(tx, event)), ...(await this.agenda.rivals(tx, event, sessions))];
      if (missing.length) throw EventErrors.notReady(missing);
      await this.events.changeState(tx, eventId, 'published', {
        publishedAt: this.clock.now(),
        announced: announcedOf(event),
      });
      await this.audit.append(tx, ofEvent(actor, 'events.published', eventId, { payload: { jp: event.jp ?? 0 } }));
    });
  }

  /** The seats end with the event; those who hold or await one are told. */
  cancel(actor: Actor, eventId: string, reason: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const now = this.clock.now();
      const cancelled = await this.events.changeState(tx, eventId, 'cancelled', {
        cancelledAt: now,
        cancelReason: reason,
      });
      const event = await this.facts.find(tx, eventId);
      if (!cancelled || (event.publishedAt && isOver(event, now))) throw EventErrors.notCancellable();
      await this.listeners.cancelled(tx, event, actor);
      await this.audit.append(tx, ofEvent(actor, 'events.cancelled', eventId));
    });
  }

  archive(actor: Actor, eventId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const archived = await this.events.changeState(tx, eventId, 'archived', {});
      const event = await this.facts.find(tx, eventId);
      if (!archived || !isOver(event, this.clock.now())) throw EventErrors.notArchivable();
      await this.audit.append(tx, ofEvent(actor, 'events.archived', eventId));
    });
  }

  /** What still keeps a draft from being published. */
  async missing(m: Reader, event: NamedEvent): Promise<FieldError[]> {
    const [whole] = await this.pools.ofEvent(m, event.id);
    const sessions = await this.sessions.ofEvent(m, event.id);
    return publicationFaults({ ...event, capacity: whole?.capacity ?? 0, sessions }, this.clock.now());
  }
}

const isOver = (event: NamedEvent, now: Date): boolean => event.endsAt !== null && event.endsAt <= now;
