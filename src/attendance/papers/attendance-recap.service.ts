import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { text } from '../../common/texts.js';
import { Database, type Reader } from '../../database/index.js';
import {
  type AttendanceRecapData,
  attendanceRecapXlsx,
  Documents,
  type RecapMark,
  type RecapRow,
  type RecapStatus,
} from '../../documents/index.js';
import { Events, placeOf } from '../../events/index.js';
import { type Registration, Registrations } from '../../registration/index.js';
import { AttendanceErrors } from '../attendance.errors.js';
import { presenceAt, type KnownPerson, type PresenceFacts, PresenceFactsReader } from '../presence/presence-facts.js';
import { daysOf, sessionsOfDay } from '../presence/slots.js';
import { attendedOf, staysBySession } from '../rules/attended.js';
import { presenceInSession } from '../rules/presence-at.js';
import { minutesOf, sessionCounts } from '../rules/share.js';
import { daySlot, spanOf } from '../rules/slot.js';
import type { PresenceStatus } from '../rules/status.js';
import { rowOf } from './attendance-list.service.js';
import { drawn } from './letters.js';
import { headOf, type Paper } from './paper-head.js';

const NOTHING: Pick<KnownPerson, 'entries' | 'corrections'> = { entries: [], corrections: [] };

/** The recap of the attendance (rekapitulasi kehadiran) of a whole event. */
@Injectable()
export class AttendanceRecapService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly facts: PresenceFactsReader,
    private readonly documents: Documents,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND, AGENDA_EMPTY, LIST_NOT_DRAWN */
  async draw(eventId: string): Promise<Paper> {
    const { slug, data } = await this.collect(eventId);
    const bytes = await drawn((each) => this.documents.drawAttendanceRecap(each), data);
    return { filename: `rekap-kehadiran-${slug}.pdf`, bytes };
  }

  /** @throws DomainError EVENT_NOT_FOUND, AGENDA_EMPTY */
  async workbook(eventId: string): Promise<Paper> {
    const { slug, data } = await this.collect(eventId);
    return { filename: `rekap-kehadiran-${slug}.xlsx`, bytes: await attendanceRecapXlsx(data) };
  }

  private collect(eventId: string): Promise<{ slug: string; data: AttendanceRecapData }> {
    return this.database.read(async (m) => {
      const facts = await this.facts.of(m, eventId);
      return { slug: facts.event.slug, data: await this.dataOf(m, facts) };
    });
  }

  private async dataOf(m: Reader, facts: PresenceFacts): Promise<AttendanceRecapData> {
    const { event, sessions, jp } = facts;
    const span = spanOf(sessions);
    if (!span) throw AttendanceErrors.agendaEmpty();
    const now = this.clock.now();
    const days = daysOf(sessions, event.zone);
    const committee = await this.events.committee(m, event.id);
    const people = await this.registrations.confirmed(m, event.id);
    const rows = (chosen: Registration[]) => chosen.map((person) => recapRow(person, facts, days, now));
    const guests = people.filter(({ kind }) => kind === 'guest');
    const others = people.filter(({ kind }) => kind !== 'guest');
    return {
      ...headOf(await this.events.organisation(m), committee, days.at(-1)!),
      event: { title: event.title, place: placeOf(event) },
      startsAt: span.startsAt.toISOString(),
      endsAt: span.endsAt.toISOString(),
      zone: event.zone,
      jp,
      days,
      sessions: counted(facts).map(({ title, startsAt, endsAt, jp }) => ({
        ...{ title, jp, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      })),
      groups: guests.length
        ? [
            { heading: 'Peserta', rows: rows(others) },
            { heading: 'Tamu undangan', rows: rows(guests) },
          ]
        : [{ rows: rows(others) }],
      printedAt: now.toISOString(),
    };
  }
}

/** Nobody is absent from what has not begun. */
const soFar = (status: PresenceStatus, startsAt: Date, now: Date): RecapStatus =>
  status === 'absent' && startsAt > now ? 'pending' : status;

/** Those that give training hours. */
const counted = ({ sessions }: PresenceFacts) => sessions.filter(({ jp }) => jp > 0);

function recapRow(person: Registration, facts: PresenceFacts, days: readonly string[], now: Date): RecapRow {
  const known = facts.people.get(person.id) ?? NOTHING;
  return {
    ...rowOf(person),
    kind: text(`kind_${person.kind}`, {}, 'id'),
    days: days.map((day) => {
      const { status, inAt, outAt } = presenceAt(known, { slot: `day:${day}`, day, session: null }, facts, now);
      const { startsAt } = spanOf(sessionsOfDay(day, facts.sessions, facts.event.zone))!;
      return {
        status: soFar(status, startsAt, now),
        inAt: inAt?.toISOString() ?? null,
        outAt: outAt?.toISOString() ?? null,
      };
    }),
    sessions: sessionMarks(known, facts, now),
    jp: attendedOf(facts.sessions, known, facts.closing, now).jp,
  };
}

function sessionMarks(known: typeof NOTHING, facts: PresenceFacts, now: Date): RecapMark[] {
  const sessions = counted(facts);
  const stays = staysBySession(sessions, known, facts.closing, now);
  return sessions.map((session) => {
    const here = stays.get(session.id)!;
    const inside = here.flatMap(({ counted }) => counted ?? []);
    const { status } = presenceInSession(known, here, session, daySlot(session.startsAt, facts.event.zone));
    const isSeen = status === 'present' || status === 'late';
    return {
      status: isSeen ? (sessionCounts(session, inside) ? 'present' : 'short') : soFar(status, session.startsAt, now),
      minutes: minutesOf(session, inside),
    };
  });
}
