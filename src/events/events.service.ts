import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, groupBy } from '../common/index.js';
import { Database, type Reader, type Tx } from '../database/index.js';
import { EventTitles } from '../identity/index.js';
import { announcedOf, outdatedNews } from './announced.js';
import { type AgendaEntry, AgendaRepository } from './agenda.repository.js';
import type { CommitteeMember } from './committee.entity.js';
import type { Announced, Event } from './event.entity.js';
import type { EventState } from './event-status.js';
import { type EventListener, EventListeners } from './event-listeners.js';
import { EventErrors } from './events.errors.js';
import { type EndingWithin, EventsRepository, type FormEvent, type NamedEvent } from './events.repository.js';
import { LookupsRepository } from './lookups.repository.js';
import type { ConsentText, Organisation, Signatory } from './organisation.entity.js';
import { type CommitmentWithSignatories, PapersRepository } from './papers.repository.js';
import { PoolsRepository } from './pools.repository.js';
import type { SeatPool } from './seat-pool.entity.js';
import type { Session } from './session.entity.js';

/** What other capabilities ask about events. Every method takes the manager of its caller's read or transaction. */
@Injectable()
export class Events implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly titles: EventTitles,
    private readonly events: EventsRepository,
    private readonly agenda: AgendaRepository,
    private readonly seats: PoolsRepository,
    private readonly papers: PapersRepository,
    private readonly lookups: LookupsRepository,
    private readonly listeners: EventListeners,
  ) {}

  /** Accounts show the title of the event a role is held for, and stand before events. */
  onModuleInit(): void {
    this.titles.useSource(async (ids) => {
      const events = await this.database.read((m) => this.list(m, ids));
      return new Map(events.map(({ id, title }) => [id, title]));
    });
  }

  /** @throws DomainError EVENT_NOT_FOUND. */
  async find(m: Reader, id: string): Promise<NamedEvent> {
    const event = await this.events.find(m, id);
    if (!event) throw EventErrors.notFound();
    return event;
  }

  /** For a transaction that needs no more of the event. @throws DomainError EVENT_NOT_FOUND. */
  async state(tx: Tx, id: string): Promise<EventState> {
    const state = await this.events.state(tx, id);
    if (!state) throw EventErrors.notFound();
    return state;
  }

  /**
   * Takes the row of an event that may still be changed, so that its editors come one after the other.
   * @throws DomainError EVENT_NOT_FOUND, EVENT_NOT_EDITABLE.
   */
  async hold(tx: Tx, id: string): Promise<NamedEvent> {
    const held = await this.events.hold(tx, id);
    const event = await this.find(tx, id);
    if (!held) throw EventErrors.notEditable();
    return event;
  }

  /** An event as the public may know it: a draft does not exist. @throws DomainError EVENT_NOT_FOUND. */
  async publicBySlug(m: Reader, slug: string): Promise<NamedEvent> {
    const event = await this.events.findBySlug(m, slug);
    if (!event?.publishedAt) throw EventErrors.notFound();
    return event;
  }

  /** By its slug as the public may know it, by its id a draft too. @throws DomainError EVENT_NOT_FOUND. */
  async formEvent(m: Reader, where: { id: string } | { slug: string }): Promise<FormEvent> {
    const event = await this.events.formEvent(m, where);
    if (!event || ('slug' in where && !event.publishedAt)) throw EventErrors.notFound();
    return event;
  }

  /** All events, or those with the ids; newest first. */
  list(m: Reader, ids?: string[]): Promise<NamedEvent[]> {
    return this.events.list(m, { ids, withDrafts: true });
  }

  /** Published ones that end in the time given; the next to begin first. */
  endingWithin(m: Reader, when: EndingWithin): Promise<Event[]> {
    return this.events.endingWithin(m, when);
  }

  /** The event's own pool first, then the inner ones in their order. */
  pools(m: Reader, eventId: string): Promise<SeatPool[]> {
    return this.seats.ofEvent(m, eventId);
  }

  /** In order of time, with room names and speakers. */
  sessions(m: Reader, eventId: string): Promise<AgendaEntry[]> {
    return this.agenda.ofEvent(m, eventId);
  }

  /** Those of each event, in order of time. */
  async sessionsOf(m: Reader, eventIds: string[]): Promise<Map<string, Session[]>> {
    return groupBy(await this.agenda.ofEvents(m, eventIds), ({ eventId }) => eventId);
  }

  committee(m: Reader, eventId: string): Promise<CommitteeMember[]> {
    return this.papers.committee(m, eventId);
  }

  commitment(m: Reader, eventId: string): Promise<CommitmentWithSignatories | null> {
    return this.papers.commitment(m, eventId);
  }

  signatory(m: Reader, id: string): Promise<Signatory | null> {
    return this.lookups.signatory(m, id);
  }

  organisation(m: Reader): Promise<Organisation> {
    return this.lookups.organisation(m);
  }

  /** The newest version of each text. */
  consentTexts(m: Reader): Promise<ConsentText[]> {
    return this.lookups.consentTexts(m);
  }

  /** For a transaction that changes what a gate's roster holds. */
  raiseChangeSeq(tx: Tx, eventId: string): Promise<void> {
    return this.events.raiseChangeSeq(tx, eventId);
  }

  /** Called by each issue of certificates: from the first on, hours, committee and number settings stand. */
  beginCertificates(tx: Tx, eventId: string): Promise<void> {
    return this.events.beginCertificates(tx, eventId, this.clock.now());
  }

  /** Published events that have not begun and whose participants are to be reminded some day. */
  toRemind(m: Reader, now: Date): Promise<NamedEvent[]> {
    return this.events.toRemind(m, now);
  }

  /**
   * Time and place as they are now are what participants know from here on.
   * @returns what they believed so far, null when it was the same. @throws DomainError EVENT_NOT_FOUND.
   */
  async announce(tx: Tx, eventId: string): Promise<Announced | null> {
    const event = await this.find(tx, eventId);
    const before = outdatedNews(event);
    if (before) await this.events.update(tx, eventId, { announced: announcedOf(event) });
    return before;
  }

  /** Called on start by a capability that acts on changes of events. */
  listen(listener: EventListener): void {
    this.listeners.register(listener);
  }
}
