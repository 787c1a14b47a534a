import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, type FieldError, newId, validationFailed } from '../common/index.js';
import { Transactions, type Tx } from '../database/index.js';
import { printedName } from '../directory/index.js';
import { type AgendaSession, claimedRoom } from './agenda-check.js';
import { AgendaRepository } from './agenda.repository.js';
import type { SessionEdit, SessionInput } from './dto/session.input.js';
import type { Event } from './event.entity.js';
import { ofEvent } from './events.audit.js';
import { EventListeners, type PlacedAgenda } from './event-listeners.js';
import { EventErrors } from './events.errors.js';
import { EventsRepository } from './events.repository.js';
import { Events } from './events.service.js';
import { LookupsRepository } from './lookups.repository.js';
import { windowFaults } from './publication-checklist.js';
import { type AgendaContext, type ComposedSession, composeSession } from './session-composition.js';

/** The sessions of an event. */
@Injectable()
export class Agenda {
  constructor(
    private readonly transactions: Transactions,
    private readonly facts: Events,
    private readonly events: EventsRepository,
    private readonly agenda: AgendaRepository,
    private readonly lookups: LookupsRepository,
    private readonly listeners: EventListeners,
    private readonly audit: Audit,
  ) {}

  /** @returns the id of the new session. */
  add(actor: Actor, eventId: string, input: SessionInput): Promise<string> {
    return this.transactions.run(async (tx) => {
      const event = await this.facts.hold(tx, eventId);
      const others = await this.agenda.ofEvent(tx, eventId);
      const context = await this.context(tx, event, [input]);
      const session = composeSession({ ...input, before: null }, { id: newId(), sort: others.length }, others, context);
      await this.refuseFaults(tx, event, [session]);
      await this.agenda.insert(tx, [session.row]);
      await this.agenda.setSpeakers(tx, session.row.id, session.speakers);
      await this.derive(tx, event, session.row.jp !== 0);
      const subject = { kind: 'session', id: session.row.id };
      await this.audit.append(
        tx,
        ofEvent(actor, 'events.session_added', eventId, { subject, payload: { jp: session.row.jp } }),
      );
      return session.row.id;
    });
  }

  edit(actor: Actor, eventId: string, sessionId: string, input: SessionEdit): Promise<void> {
    return this.transactions.run(async (tx) => {
      const event = await this.facts.hold(tx, eventId);
      const sessions = await this.agenda.ofEvent(tx, eventId);
      const before = sessions.find((session) => session.id === sessionId);
      if (!before) throw EventErrors.sessionNotFound();
      const speakers = [...(input.speakers ?? before.speakers)];
      const context = await this.context(tx, event, [{ speakers }]);
      const session = composeSession({ ...input, before }, { id: sessionId, sort: before.sort }, sessions, context);
      const after = sessions.map((each) => (each.id === sessionId ? session.row : each));
      session.faults.push(...(await this.changeFaults(tx, event, sessions, after)));
      await this.refuseFaults(tx, event, [session]);
      const { id, ...fields } = session.row;
      await this.agenda.update(tx, id, fields);
      if (input.speakers) await this.agenda.setSpeakers(tx, id, session.speakers);
      await this.derive(tx, event, fields.jp !== before.jp);
      const payload = { from: before.jp, to: fields.jp };
      const subject = { kind: 'session', id };
      await this.audit.append(tx, ofEvent(actor, 'events.session_edited', eventId, { subject, payload }));
    });
  }

  remove(actor: Actor, eventId: string, sessionId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const event = await this.facts.hold(tx, eventId);
      const before = await this.agenda.ofEvent(tx, eventId);
      const session = before.find(({ id }) => id === sessionId);
      if (!session) throw EventErrors.sessionNotFound();
      if (event.state !== 'draft' && session.jp > 0) throw EventErrors.sessionHasHours();
      const after = before.filter((each) => each !== session);
      const [fault] = await this.changeFaults(tx, event, before, after);
      if (fault) throw EventErrors.agendaStays(fault);
      await this.agenda.remove(tx, sessionId);
      await this.derive(tx, event, session.jp !== 0);
      const subject = { kind: 'session', id: sessionId };
      await this.audit.append(tx, ofEvent(actor, 'events.session_removed', eventId, { subject }));
    });
  }

  /** Composes the agenda of a new event; the caller refuses the faults with those of the event itself. */
  async compose(
    tx: Tx,
    event: AgendaContext['event'] & { venueId: string },
    inputs: readonly SessionInput[],
  ): Promise<ComposedSession[]> {
    const context = await this.context(tx, event, inputs);
    const composed: ComposedSession[] = [];
    for (const [sort, input] of inputs.entries()) {
      const others = composed.map(({ row, speakers }): AgendaSession => ({ ...row, speakers }));
      const at = `sessions.${sort}.`;
      composed.push(composeSession({ ...input, before: null }, { id: newId(), sort }, others, context, at));
    }
    return composed;
  }

  async insert(tx: Tx, eventId: string, sessions: readonly ComposedSession[]): Promise<void> {
    if (!sessions.length) return;
    await this.agenda.insert(
      tx,
      sessions.map((session) => session.row),
    );
    for (const { row, speakers } of sessions) await this.agenda.setSpeakers(tx, row.id, speakers);
    await this.events.deriveFromSessions(tx, eventId);
  }

  /**
   * Other published events in the same room at the same time. Holds the rooms until the transaction ends: of two events
   * that are published at one moment neither would see the other.
   */
  async rivals(tx: Tx, event: Pick<Event, 'id' | 'roomId'>, sessions: readonly AgendaSession[]): Promise<FieldError[]> {
    const rooms = sessions.map((session) => claimedRoom(session, event.roomId));
    await this.lookups.holdRooms(tx, [...new Set(rooms.filter((room) => room !== null))]);
    const faults: FieldError[] = [];
    for (const [index, session] of sessions.entries()) {
      const roomId = rooms[index];
      const title = roomId && (await this.agenda.rivalInRoom(tx, event.id, { ...session, roomId }));
      if (title) faults.push({ field: `sessions.${index}.roomId`, code: 'ROOM_TAKEN', params: { title } });
    }
    return faults;
  }

  private async context(
    tx: Tx,
    event: AgendaContext['event'] & { venueId: string },
    requests: readonly { speakers?: readonly { speakerId: string }[] }[],
  ): Promise<AgendaContext> {
    const ids = requests.flatMap(({ speakers }) => speakers?.map(({ speakerId }) => speakerId) ?? []);
    const speakers = await this.lookups.speakersById(tx, ids);
    const rooms = await this.lookups.rooms(tx, event.venueId);
    return { event, rooms, speakers: new Map(speakers.map((speaker) => [speaker.id, printedName(speaker)])) };
  }

  private changeFaults(
    tx: Tx,
    { id, zone }: Event,
    before: PlacedAgenda['sessions'],
    after: PlacedAgenda['sessions'],
  ): Promise<FieldError[]> {
    const change = { before: { sessions: before, zone }, after: { sessions: after, zone } };
    return this.listeners.agendaFaults(tx, id, change);
  }

  private async refuseFaults(tx: Tx, event: Event, [session]: [ComposedSession]): Promise<void> {
    const faults = [...session.faults];
    if (!faults.length && event.state === 'published') {
      const rivals = await this.rivals(tx, event, [{ ...session.row, speakers: session.speakers }]);
      faults.push(...rivals.map((fault) => ({ ...fault, field: 'roomId' })));
    }
    if (faults.length) throw validationFailed(faults);
  }

  /** Start, end and hours follow the sessions; hours no more once certificates were issued for them. */
  private async derive(tx: Tx, event: Event, hoursChanged: boolean): Promise<void> {
    if (hoursChanged && event.certificatesBeganAt) throw EventErrors.certificatesBegan();
    await this.events.deriveFromSessions(tx, event.id);
    if (event.state === 'draft') return;
    const derived = await this.facts.find(tx, event.id);
    const faults = windowFaults(derived);
    if (derived.jp === 0) faults.push({ field: 'jp', code: 'EVENT_NEEDS_HOURS' });
    if (faults.length) throw validationFailed(faults);
  }
}
