import { Injectable } from '@nestjs/common';
import { Clock, decodeCursor, toPage } from '../../common/index.js';
import { Database, type Reader } from '../../database/index.js';
import { printedName } from '../../directory/index.js';
import { type AgendaEntry, Events } from '../../events/index.js';
import { Attendance } from '../attendance.js';
import { AttendanceErrors } from '../attendance.errors.js';
import { AttendanceRepository } from '../attendance.repository.js';
import type { PresenceFigures, PresenceList, PresenceQuery, PresenceRow, PresenceSlot } from '../dto/presence.dto.js';
import type { Presence } from '../presence.entity.js';
import { dayOf } from '../../common/rules/wall-clock.js';
import { nearestDay, sessionSlot, spanOf } from '../rules/slot.js';
import type { PresenceStatus } from '../rules/status.js';
import { DaySlots } from './day-slots.js';
import { type ListedPerson, PresenceListRepository } from './presence-list.repository.js';
import { beginningOf, daysOf, placeOfSlot, type SlotPlace } from './slots.js';

/** Who was there on a day or in a session, who came late, who is excused or ill, and how long each stayed. */
@Injectable()
export class PresenceListService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly attendance: Attendance,
    private readonly stays: AttendanceRepository,
    private readonly list: PresenceListRepository,
    private readonly days: DaySlots,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND, AGENDA_EMPTY, DAY_OUTSIDE_EVENT, SESSION_OUTSIDE_EVENT, VALIDATION on `after` */
  get(eventId: string, query: PresenceQuery): Promise<PresenceList> {
    const after = query.after ? decodeCursor(query.after, ['string', 'string']) : null;
    return this.database.read(async (m) => {
      const { zone } = await this.events.find(m, eventId);
      const sessions = await this.events.sessions(m, eventId);
      const place = placeOfSlot(query.slot ?? this.nearest(sessions, zone), sessions, zone);
      const slots = place.session ? [place.slot] : await this.days.of(m, eventId, place.day, zone);
      const where = { eventId, slots, startsAt: beginningOf(place, sessions, zone) };
      const figures = figuresOf(await this.list.figures(m, where));
      const found = await this.list.page(m, where, query, after, query.limit + 1);
      const { rows, next } = toPage(found, query.limit, ({ person }) => [person.nameKey, person.id]);
      return {
        slots: slotsOf(sessions, zone),
        slot: place.slot,
        figures,
        rows: await this.rows(m, { eventId, place, slots, sessions, zone }, rows),
        next,
      };
    });
  }

  private nearest(sessions: readonly AgendaEntry[], zone: string): string {
    const span = spanOf(sessions);
    if (!span) throw AttendanceErrors.agendaEmpty();
    return `day:${nearestDay(span, this.clock.now(), zone)}`;
  }

  private async rows(m: Reader, at: ListedAt, people: ListedPerson[]): Promise<PresenceRow[]> {
    const ids = people.map(({ person }) => person.id);
    const shares = await this.attendance.sharesSoFar(m, at.eventId, ids);
    const stays = (await this.stays.of(m, ids)).filter(({ slot }) => at.slots.includes(slot));
    const counted = at.place.session
      ? [at.place.session]
      : at.sessions.filter(({ startsAt }) => dayOf(startsAt, at.zone) === at.place.day);
    return people.map(({ person, status, corrected }) => {
      const share = shares.get(person.id);
      const { inAt, outAt } = edgesOf(stays.filter(({ registrationId }) => registrationId === person.id));
      return {
        registrationId: person.id,
        printedName: printedName(person),
        unit: person.unitText,
        status,
        inAt,
        outAt,
        minutes: counted.reduce((sum, { id }) => sum + (share?.minutes.get(id) ?? 0), 0),
        jp: share?.attendedJp ?? 0,
        corrected,
      };
    });
  }
}

interface ListedAt {
  eventId: string;
  place: SlotPlace;
  slots: readonly string[];
  sessions: readonly AgendaEntry[];
  zone: string;
}

/** When somebody first came and last went; null while he is inside. */
function edgesOf(stays: readonly Presence[]): { inAt: string | null; outAt: string | null } {
  const inOrder = [...stays].sort((a, b) => a.inAt.getTime() - b.inAt.getTime());
  return {
    inAt: inOrder[0]?.inAt.toISOString() ?? null,
    outAt: inOrder.at(-1)?.outAt?.toISOString() ?? null,
  };
}

function figuresOf(counts: ReadonlyMap<PresenceStatus, number>): PresenceFigures {
  const of = (status: PresenceStatus) => counts.get(status) ?? 0;
  const [late, excused, ill, absent] = [of('late'), of('excused'), of('ill'), of('absent')];
  const present = of('present') + late;
  return { total: present + excused + ill + absent, present, late, excused, ill, absent };
}

function slotsOf(sessions: readonly AgendaEntry[], zone: string): PresenceSlot[] {
  return daysOf(sessions, zone).flatMap((day) => {
    const today = sessions.filter(({ startsAt }) => dayOf(startsAt, zone) === day);
    const view = (slot: string, title: string | null, span: { startsAt: Date; endsAt: Date }) => ({
      slot,
      title,
      startsAt: span.startsAt.toISOString(),
      endsAt: span.endsAt.toISOString(),
    });
    return [
      view(`day:${day}`, null, spanOf(today)!),
      ...today.map((session) => view(sessionSlot(session.id), session.title, session)),
    ];
  });
}
