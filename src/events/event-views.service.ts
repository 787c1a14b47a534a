import { Injectable } from '@nestjs/common';
import { can, eventScope, type Permission, permissions, type StaffMember } from '../common/access/index.js';
import { Clock, errorText, type Locale } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { outdatedNews } from './announced.js';
import type { AgendaEntry } from './agenda.repository.js';
import type { EventCard, EventDetail, PoolView, SessionView } from './dto/event.views.js';
import { EventListeners } from './event-listeners.js';
import { eventPhase } from './event-status.js';
import { eventTimes } from './event-times.js';
import { EventErrors } from './events.errors.js';
import type { NamedEvent } from './events.repository.js';
import { Events } from './events.service.js';
import { PoolsRepository } from './pools.repository.js';
import { Publications } from './publication.service.js';
import type { SeatPool } from './seat-pool.entity.js';
import { computedHours } from './training-hours.js';

/** What organisers and other staff see of events. */
@Injectable()
export class EventViews {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly events: Events,
    private readonly pools: PoolsRepository,
    private readonly publications: Publications,
    private readonly listeners: EventListeners,
  ) {}

  /** The events in which the reader has a role: drafts without a date first, then the latest. */
  list(staff: StaffMember): Promise<EventCard[]> {
    return this.database.read(async (m) => {
      const scope = eventScope(staff, 'events.list');
      const events = await this.events.list(m, scope === 'all' ? undefined : scope);
      const cards = await this.cards(m, staff, events);
      return cards.sort((a, b) => Number(a.startsAt !== null) - Number(b.startsAt !== null));
    });
  }

  detail(staff: StaffMember, eventId: string, locale: Locale): Promise<EventDetail> {
    return this.database.read(async (m) => {
      const event = await this.events.find(m, eventId);
      const [card] = await this.cards(m, staff, [event]);
      if (!card) throw EventErrors.notFound();
      const { venue, room, programme, changeSeq, createdAt, announced, ...fields } = event;
      const sessions = await this.events.sessions(m, eventId);
      const commitment = await this.events.commitment(m, eventId);
      const missing = event.state === 'draft' ? await this.publications.missing(m, event) : [];
      return {
        ...fields,
        ...card,
        address: event.venue.address,
        registrationStartsAt: eventTimes(sessions).registrationStartsAt,
        sessions: sessions.map((session) => sessionView(session, event)),
        outdatedNews: outdatedNews(event),
        pools: (await this.events.pools(m, eventId)).map(poolView),
        committee: (await this.events.committee(m, eventId)).map(({ id, role, ...person }) => ({
          ...printed(person),
          id,
          role,
        })),
        commitment: commitment && {
          title: commitment.title,
          body: commitment.body,
          signedOn: commitment.signedOn,
          signatories: commitment.signatories.map(({ id, ...person }) => ({ ...printed(person), id })),
        },
        missing: missing.map(({ field, code, params }) => ({
          field,
          code,
          message: errorText(code, params ?? {}, locale),
        })),
      };
    });
  }

  session(eventId: string, sessionId: string): Promise<SessionView> {
    return this.database.read(async (m) => {
      const event = await this.events.find(m, eventId);
      const session = (await this.events.sessions(m, eventId)).find(({ id }) => id === sessionId);
      if (!session) throw EventErrors.sessionNotFound();
      return sessionView(session, event);
    });
  }

  private async cards(m: Reader, staff: StaffMember, events: NamedEvent[]): Promise<EventCard[]> {
    const ids = events.map(({ id }) => id);
    const pools = new Map((await this.pools.wholeEvents(m, ids)).map((pool) => [pool.eventId, pool]));
    const waiting = await this.listeners.waiting(m, ids);
    const now = this.clock.now();
    return events.map((event) => ({
      id: event.id,
      slug: event.slug,
      title: event.title,
      state: event.state,
      phase: eventPhase(event, now),
      startsAt: event.startsAt,
      endsAt: event.endsAt,
      zone: event.zone,
      venue: event.venue.name,
      room: event.room?.name ?? null,
      programme: event.programme?.name ?? null,
      stage: event.stage,
      stages: event.programme?.stages ?? null,
      jp: event.jp ?? 0,
      capacity: pools.get(event.id)?.capacity ?? 0,
      taken: pools.get(event.id)?.taken ?? 0,
      waiting: waiting.get(event.id) ?? 0,
      permissions: permissionsFor(staff, event.id),
    }));
  }
}

const poolView = ({ id, scope, name, capacity, taken, byApproval, kinds, unitIds }: SeatPool): PoolView => ({
  id,
  scope,
  name,
  capacity,
  taken,
  byApproval,
  kinds,
  unitIds,
});

const permissionsFor = (staff: StaffMember, eventId: string): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) => can(staff, permission, eventId));

const printed = ({
  name,
  office,
  rank,
  nip,
}: {
  name: string;
  office: string;
  rank: string | null;
  nip: string | null;
}) => ({
  name,
  office,
  rank,
  nip,
});

function sessionView(session: AgendaEntry, event: NamedEvent): SessionView {
  const { id, kind, title, detail, roomId, roomName, startsAt, endsAt, jp, jpReason, speakers } = session;
  const computedJp = computedHours(kind, startsAt, endsAt);
  const room = roomName ?? event.room?.name ?? null;
  return { id, kind, title, detail, roomId, room, startsAt, endsAt, jp, computedJp, jpReason, speakers };
}
