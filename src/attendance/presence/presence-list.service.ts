import { Injectable } from '@nestjs/common';
import { Clock, decodeCursor, toPage } from '../../common/index.js';
import { Database, type Reader } from '../../database/index.js';
import { maskNip, printedName } from '../../directory/index.js';
import { type AgendaEntry, Events } from '../../events/index.js';
import { AttendanceErrors } from '../attendance.errors.js';
import type { PresenceFigures, PresenceList, PresenceQuery, PresenceRow, PresenceSlot } from '../dto/presence.dto.js';
import { dayOf, endOfDay, momentOn } from '../../common/rules/wall-clock.js';
import { attendedOf, minutesDuring, NOTHING_KNOWN, shareTime, staysBySession } from '../rules/attended.js';
import { nearestDay, sessionSlot, spanOf } from '../rules/slot.js';
import type { PresenceStatus } from '../rules/status.js';
import { DaySlots } from './day-slots.js';
import { type ListedPerson, PresenceListRepository } from './presence-list.repository.js';
import { PresenceFactsReader, presenceAt } from './presence-facts.js';
import { PresenceRepository } from './presence.repository.js';
import { beginningOf, daysOf, placeOfSlot, sessionsOfDay, type SlotPlace, spanOfDay } from './slots.js';

/** Who was there on a day or in a session, who came late, who is excused or ill, and how long each stayed. */
@Injectable()
export class PresenceListService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly facts: PresenceFactsReader,
    private readonly presence: PresenceRepository,
    private readonly list: PresenceListRepository,
    private readonly days: DaySlots,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND, AGENDA_EMPTY, VALIDATION on `slot` and `after` */
  get(eventId: string, query: PresenceQuery): Promise<PresenceList> {
    const after = query.after ? decodeCursor(query.after, ['string', 'string']) : null;
    return this.database.read(async (m) => {
      const { zone } = await this.events.find(m, eventId);
      const sessions = await this.events.sessions(m, eventId);
      const place = placeOfSlot(query.slot ?? this.nearest(sessions, zone), sessions, zone);
      const startsAt = beginningOf(place, sessions, zone);
      const where = place.session
        ? { eventId, startsAt, ...(await this.sessionPlace(m, eventId, place.session, sessions, zone)) }
        : { eventId, startsAt, slots: await this.days.of(m, eventId, place.day, zone) };
      const figures = figuresOf(await this.list.figures(m, where));
      const matching = query.q ? figuresOf(await this.list.figures(m, where, query.q)) : figures;
      const found = await this.list.page(m, where, query, after, query.limit + 1);
      const { rows, next } = toPage(found, query.limit, ({ person }) => [person.nameKey, person.id]);
      return {
        slots: slotsOf(sessions, [place.slot, ...(await this.presence.knownDays(m, eventId))], zone),
        slot: place.slot,
        hasBegun: (place.session ?? spanOfDay(place.day, sessions, zone)).startsAt <= this.clock.now(),
        figures,
        matched: matching[query.status ?? 'total'],
        rows: await this.rows(m, eventId, place, rows),
        next,
      };
    });
  }

  private nearest(sessions: readonly AgendaEntry[], zone: string): string {
    const span = spanOf(sessions);
    if (!span) throw AttendanceErrors.agendaEmpty();
    return `day:${nearestDay(span, this.clock.now(), zone)}`;
  }

  /** The day tells of the session too, once it has begun, until whoever was not scanned out counts as gone. */
  private async sessionPlace(
    m: Reader,
    eventId: string,
    session: AgendaEntry,
    sessions: readonly AgendaEntry[],
    zone: string,
  ) {
    const day = dayOf(session.startsAt, zone);
    const goneAt = await this.presence.goneAt(m, eventId);
    const endOfDayAt = endOfDay(day, zone);
    return {
      slots: [sessionSlot(session.id)],
      within: {
        day: `day:${day}`,
        now: this.clock.now(),
        beginsAt: session.startsAt,
        endsAt: session.endsAt,
        goneAt: goneAt === null ? endOfDayAt : momentOn(day, goneAt, zone),
        endOfDayAt,
        elsewhere: await this.elsewhere(m, eventId, { session, sessions, day: `day:${day}` }),
      },
    };
  }

  private async elsewhere(
    m: Reader,
    eventId: string,
    { session, sessions, day }: { session: AgendaEntry; sessions: readonly AgendaEntry[]; day: string },
  ): Promise<string[]> {
    const beside = sessions.filter((other) => shareTime(session, other));
    if (beside.length === 0) return [];
    const slots = beside.map(({ id }) => sessionSlot(id));
    const ids = await this.list.seenIn(m, eventId, slots);
    const { people, closing } = await this.facts.of(m, eventId, ids);
    const now = this.clock.now();
    return ids.flatMap((id) => {
      const known = people.get(id)!;
      const told = new Set(
        staysBySession([session], known, closing, now)
          .get(session.id)!
          .map((stay) => stay.id),
      );
      return known.entries.flatMap((stay) => (stay.slot === day && !told.has(stay.id) ? stay.id : []));
    });
  }

  private async rows(m: Reader, eventId: string, place: SlotPlace, people: ListedPerson[]): Promise<PresenceRow[]> {
    const ids = people.map(({ person }) => person.id);
    const facts = await this.facts.of(m, eventId, ids);
    const { sessions, closing } = facts;
    const until = this.clock.now();
    const presence = presenceAt(place, facts, until);
    const counted = place.session ? [place.session] : sessionsOfDay(place.day, sessions, closing.zone);
    return people.map(({ person, status, corrected }) => {
      const known = facts.people.get(person.id) ?? NOTHING_KNOWN;
      const stays = staysBySession(sessions, known, closing, until);
      const { inAt, outAt } = presence(known);
      return {
        registrationId: person.id,
        printedName: printedName(person),
        unit: person.unitText,
        nipMasked: person.nip && maskNip(person.nip),
        status,
        inAt: inAt?.toISOString() ?? null,
        outAt: outAt?.toISOString() ?? null,
        minutes: minutesDuring(counted, stays),
        jp: attendedOf(sessions, stays).jp,
        corrected,
      };
    });
  }
}

function figuresOf(counts: ReadonlyMap<PresenceStatus, number>): PresenceFigures {
  const of = (status: PresenceStatus) => counts.get(status) ?? 0;
  const [late, excused, ill, absent] = [of('late'), of('excused'), of('ill'), of('absent')];
  const present = of('present') + late;
  return { total: present + excused + ill + absent, present, late, excused, ill, absent };
}

function slotsOf(sessions: readonly AgendaEntry[], known: readonly string[], zone: string): PresenceSlot[] {
  return daysOf(sessions, known, zone).flatMap((day) => {
    const view = (slot: string, title: string | null, span: { startsAt: Date; endsAt: Date }) => ({
      slot,
      title,
      startsAt: span.startsAt.toISOString(),
      endsAt: span.endsAt.toISOString(),
    });
    return [
      view(`day:${day}`, null, spanOfDay(day, sessions, zone)),
      ...sessionsOfDay(day, sessions, zone).map((session) => view(sessionSlot(session.id), session.title, session)),
    ];
  });
}
