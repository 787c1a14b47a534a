import { Inject, Injectable } from '@nestjs/common';
import { Clock, type Locale } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, type Reader } from '../database/index.js';
import type { AgendaEntry } from './agenda.repository.js';
import { eventCalendar } from './calendar.js';
import type { PublicEvent, PublicEventCard, PublicOrganisation, PublicSession } from './dto/public.views.js';
import { EventListeners } from './event-listeners.js';
import { registrationPhase } from './event-status.js';
import { eventTimes } from './event-times.js';
import type { NamedEvent } from './events.repository.js';
import { Events } from './events.service.js';
import { PapersRepository } from './papers.repository.js';
import { PoolsRepository } from './pools.repository.js';
import { placeOf } from './printed.js';

/** What anybody may see of events. Drafts do not exist here. */
@Injectable()
export class PublicEvents {
  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly events: Events,
    private readonly pools: PoolsRepository,
    private readonly papers: PapersRepository,
    private readonly listeners: EventListeners,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  organisation(): Promise<PublicOrganisation> {
    return this.database.read(async (m) => {
      const { id, letterheadOffice, siasnInstansiId, ...shown } = await this.events.organisation(m);
      return shown;
    });
  }

  /** Coming events first, the next one on top; then those that are over, the last one on top. */
  list(): Promise<PublicEventCard[]> {
    return this.database.read(async (m) => {
      const now = this.clock.now();
      const shown = (await this.events.list(m)).filter(({ publishedAt }) => publishedAt !== null);
      const cards = await this.cards(m, shown);
      const coming = cards.filter(({ endsAt }) => endsAt > now).reverse();
      return [...coming, ...cards.filter(({ endsAt }) => endsAt <= now)];
    });
  }

  detail(slug: string, locale: Locale): Promise<PublicEvent> {
    return this.database.read(async (m) => {
      const event = await this.events.publicBySlug(m, slug);
      const [card] = await this.cards(m, [event]);
      const sessions = await this.events.sessions(m, event.id);
      const commitment = await this.events.commitment(m, event.id);
      const texts = await this.events.consentTexts(m);
      const pools = await this.events.pools(m, event.id);
      return {
        ...card!,
        summary: event.summary,
        bring: event.bring,
        organiserName: event.organiserName,
        registrationOpensAt: event.registrationOpensAt,
        registrationClosesAt: event.registrationClosesAt,
        cancelUntil: event.cancelUntil,
        cancelReason: event.cancelReason,
        minSharePercent: event.minSharePercent,
        address: event.venue.address,
        latitude: event.venue.latitude,
        longitude: event.venue.longitude,
        registrationStartsAt: eventTimes(sessions).registrationStartsAt,
        sessions: sessions.map((session) => publicSession(session, event)),
        speakers: speakersOf(sessions),
        pools: pools
          .filter(({ scope }) => scope === 'inner')
          .map(({ name, capacity, taken }) => ({ name, capacity, taken })),
        commitment: commitment && {
          title: commitment.title,
          body: commitment.body,
          signedOn: commitment.signedOn,
          signatories: commitment.signatories.map(({ name, office }) => ({ name, office })),
        },
        consentTexts: texts.map(({ id, purpose, bodyId, bodyEn }) => ({
          id,
          purpose,
          text: locale === 'en' ? bodyEn : bodyId,
        })),
      };
    });
  }

  calendar(slug: string): Promise<string> {
    return this.database.read(async (m) => {
      const event = await this.events.publicBySlug(m, slug);
      return this.calendarOf(m, event, `${this.config.origin}/kegiatan/${event.slug}`);
    });
  }

  /** The event as an .ics file whose link opens `url`. */
  async calendarOf(m: Reader, event: NamedEvent, url: string, tentative = false): Promise<string> {
    const { latitude, longitude } = event.venue;
    const organisation = await this.events.organisation(m);
    return eventCalendar({
      event,
      sessions: await this.events.sessions(m, event.id),
      place: placeOf(event),
      address: event.venue.address,
      coordinates: latitude === null || longitude === null ? null : { lat: latitude, lon: longitude },
      organiser: organisation.email ? { name: event.organiserName, email: organisation.email } : null,
      url,
      now: this.clock.now(),
      tentative,
    });
  }

  private async cards(m: Reader, events: NamedEvent[]): Promise<PublicEventCard[]> {
    const ids = events.map(({ id }) => id);
    const pools = new Map((await this.pools.wholeEvents(m, ids)).map((pool) => [pool.eventId, pool]));
    const waiting = await this.listeners.waiting(m, ids);
    const signedOn = await this.papers.signedOn(m, ids);
    const now = this.clock.now();
    return events.flatMap((event) => {
      const pool = pools.get(event.id);
      if (!pool || !event.startsAt || !event.endsAt) return [];
      return {
        slug: event.slug,
        title: event.title,
        programme: event.programme?.name ?? null,
        stage: event.stage,
        stages: event.programme?.stages ?? null,
        startsAt: event.startsAt,
        endsAt: event.endsAt,
        zone: event.zone,
        venue: event.venue.name,
        room: event.room?.name ?? null,
        jp: event.jp ?? 0,
        capacity: pool.capacity,
        taken: pool.taken,
        waiting: waiting.get(event.id) ?? 0,
        registration: registrationPhase(event, [pool], now),
        signedOn: signedOn.get(event.id) ?? null,
      };
    });
  }
}

function publicSession(session: AgendaEntry, event: NamedEvent): PublicSession {
  const { id, kind, title, detail, roomName, startsAt, endsAt, jp, speakers } = session;
  return {
    id,
    kind,
    title,
    detail,
    room: roomName ?? event.room?.name ?? null,
    startsAt,
    endsAt,
    jp,
    speakers: speakers.map(({ printedName, affiliation, role }) => ({ printedName, affiliation, role })),
  };
}

function speakersOf(sessions: readonly AgendaEntry[]): { printedName: string; affiliation: string }[] {
  const speakers = sessions.flatMap((session) => session.speakers);
  const once = new Map(speakers.map((speaker) => [speaker.speakerId, speaker]));
  return [...once.values()].map(({ printedName, affiliation }) => ({ printedName, affiliation }));
}
