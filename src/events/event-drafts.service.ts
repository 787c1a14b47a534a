import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, type FieldError, newId, validationFailed } from '../common/index.js';
import { AlreadyExists, Transactions, type Tx, uniqueGuard } from '../database/index.js';
import { agendaFaults } from './agenda-check.js';
import { AgendaRepository } from './agenda.repository.js';
import { Agenda } from './agenda.service.js';
import type { EventEdit, NewEvent } from './dto/event.input.js';
import type { Event } from './event.entity.js';
import { changesOf, draftFaults, type EventFields, newEvent } from './event-fields.js';
import { EventListeners } from './event-listeners.js';
import { EventReferences } from './event-references.js';
import { ofEvent } from './events.audit.js';
import { EventErrors } from './events.errors.js';
import { EventsRepository } from './events.repository.js';
import { Events } from './events.service.js';
import { LookupsRepository } from './lookups.repository.js';
import { Pools } from './pools.service.js';
import { PoolsRepository } from './pools.repository.js';
import { standingFaults } from './publication-checklist.js';
import { freeSlug, slugOf } from './slug.js';

/** From the first certificate on these are as they stand on paper. */
const frozenByIssue = [
  'minSharePercent',
  'numberPattern',
  'numberCode',
  'numberUnit',
  'numberSeries',
  'numberStart',
  'certificateDatedOn',
] as const satisfies (keyof EventFields)[];

/** Making and changing an event. */
@Injectable()
export class EventDrafts {
  constructor(
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly facts: Events,
    private readonly events: EventsRepository,
    private readonly sessions: AgendaRepository,
    private readonly seats: PoolsRepository,
    private readonly lookups: LookupsRepository,
    private readonly references: EventReferences,
    private readonly agenda: Agenda,
    private readonly listeners: EventListeners,
    private readonly pools: Pools,
    private readonly audit: Audit,
  ) {}

  /** @returns the id of the new draft. */
  create(actor: Actor, input: NewEvent): Promise<string> {
    return this.transactions.run(async (tx) => {
      const organisation = await this.lookups.organisation(tx);
      const now = this.clock.now();
      const fields = newEvent(input, organisation, now);
      const event = { ...fields, id: newId(), slug: await this.slug(tx, input), state: 'draft' as const };
      const sessions = await this.agenda.compose(tx, event, input.sessions ?? []);
      const faults = [
        ...(await this.references.faults(tx, event)),
        ...draftFaults(event),
        ...(await this.pools.faults(tx, input)),
        ...sessions.flatMap((session) => session.faults),
      ];
      if (faults.length) throw validationFailed(faults);
      const row = { ...event, startsAt: null, endsAt: null, jp: 0, changeSeq: 1, createdAt: now };
      await refuseTakenSlug(() => this.events.insert(tx, row));
      await this.pools.insert(tx, event.id, input);
      await this.agenda.insert(tx, event.id, sessions);
      const payload = { capacity: input.capacity, sessions: sessions.length };
      await this.audit.append(tx, ofEvent(actor, 'events.created', event.id, { payload }));
      return event.id;
    });
  }

  edit(actor: Actor, eventId: string, input: EventEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const before = await this.facts.hold(tx, eventId);
      const changes = changesOf(before, input);
      const after: Event = { ...before, ...changes };
      if (before.certificatesBeganAt && frozenByIssue.some((field) => changes[field] !== undefined)) {
        throw EventErrors.certificatesBegan();
      }
      const faults = [
        ...(await this.references.faults(tx, after)),
        ...(await this.slugFaults(tx, before, changes.slug)),
        ...(await this.agendaFaultsAfter(tx, before, after)),
        ...(before.state === 'draft' ? draftFaults(after) : await this.publishedFaults(tx, after)),
      ];
      if (faults.length) throw validationFailed(faults);
      if (Object.keys(changes).length) await refuseTakenSlug(() => this.events.update(tx, eventId, changes));
      await this.audit.append(
        tx,
        ofEvent(actor, 'events.edited', eventId, { payload: { fields: Object.keys(changes) } }),
      );
    });
  }

  private async slug(tx: Tx, { slug, title }: NewEvent): Promise<string> {
    const wanted = slug ?? slugOf(title);
    const taken = await this.events.slugsLike(tx, wanted);
    if (slug && taken.has(slug)) throw validationFailed([{ field: 'slug', code: 'SLUG_TAKEN' }]);
    return freeSlug(wanted, taken);
  }

  private async slugFaults(tx: Tx, before: Event, slug: string | undefined): Promise<FieldError[]> {
    if (slug === undefined) return [];
    if (before.state !== 'draft') return [{ field: 'slug', code: 'SLUG_PRINTED' }];
    const taken = await this.events.slugsLike(tx, slug);
    return taken.has(slug) ? [{ field: 'slug', code: 'SLUG_TAKEN' }] : [];
  }

  /** Another venue, hall or zone may bring sessions into rooms that are not there, into a clash, or over midnight. */
  private async agendaFaultsAfter(tx: Tx, before: Event, after: Event): Promise<FieldError[]> {
    const sessions = await this.sessions.ofEvent(tx, before.id);
    const moved = before.venueId !== after.venueId && sessions.some((session) => session.roomId !== null);
    if (moved) return [{ field: 'venueId', code: 'VENUE_IN_USE' }];
    if (before.roomId === after.roomId && before.zone === after.zone) return [];
    const change = { before: { sessions, zone: before.zone }, after: { sessions, zone: after.zone } };
    const [attended] = await this.listeners.agendaFaults(tx, before.id, change);
    if (attended) return [{ ...attended, field: 'zone' }];
    if (after.state === 'published') return this.agenda.rivals(tx, after, sessions);
    return agendaFaults(sessions, { zone: after.zone, mainRoom: after.roomId });
  }

  private async publishedFaults(tx: Tx, event: Event): Promise<FieldError[]> {
    const [whole] = await this.seats.ofEvent(tx, event.id);
    const sessions = await this.sessions.ofEvent(tx, event.id);
    return standingFaults({ ...event, capacity: whole?.capacity ?? 0, sessions });
  }
}

/** Somebody took the slug between our look and our write. */
async function refuseTakenSlug(write: () => Promise<void>): Promise<void> {
  try {
    await uniqueGuard(write);
  } catch (error) {
    if (error instanceof AlreadyExists) throw validationFailed([{ field: 'slug', code: 'SLUG_TAKEN' }]);
    throw error;
  }
}
