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
import { presenceAt, type PresenceFacts, PresenceFactsReader } from '../presence/presence-facts.js';
import { PresenceRepository } from '../presence/presence.repository.js';
import { daysOf, spanOfDay } from '../presence/slots.js';
import { type Known, NOTHING_KNOWN, type Stay, staysBySession } from '../rules/attended.js';
import { presenceInSession } from '../rules/presence-at.js';
import { type CountedSession, minutesOf, sessionCounts } from '../rules/share.js';
import { daySlot, type Slot, spanOf } from '../rules/slot.js';
import type { PresenceStatus } from '../rules/status.js';
import { rowOf } from './attendance-list.service.js';
import { drawn, headOf, type Paper } from './paper.js';

/** The recap of the attendance (rekapitulasi kehadiran) of a whole event. */
@Injectable()
export class AttendanceRecapService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly facts: PresenceFactsReader,
    private readonly presence: PresenceRepository,
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
    const days = daysOf(sessions, await this.presence.knownDays(m, event.id), event.zone);
    const committee = await this.events.committee(m, event.id);
    const people = await this.registrations.confirmed(m, event.id);
    const rowFor = recapOf(facts, days, now);
    const rows = (chosen: Registration[]) => chosen.map(rowFor);
    const guests = people.filter(({ kind }) => kind === 'guest');
    const others = people.filter(({ kind }) => kind !== 'guest');
    return {
      ...headOf(await this.events.organisation(m), committee, days.at(-1)!),
      event: { title: event.title, place: placeOf(event) },
      startsAt: span.startsAt.toISOString(),
      endsAt: spanOfDay(days.at(-1)!, sessions, event.zone).endsAt.toISOString(),
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

/** Says of each person what stands in his row. */
function recapOf(facts: PresenceFacts, days: readonly string[], now: Date): (person: Registration) => RecapRow {
  const { closing, event, people } = facts;
  const onDays = days.map((day) => ({
    startsAt: spanOfDay(day, facts.sessions, event.zone).startsAt,
    presence: presenceAt({ slot: `day:${day}`, day, session: null }, facts, now),
  }));
  const sessions = counted(facts).map((session) => ({ ...session, day: daySlot(session.startsAt, event.zone) }));
  return (person) => {
    const known = people.get(person.id) ?? NOTHING_KNOWN;
    const stays = staysBySession(sessions, known, closing, now);
    const marks = sessions.map((session) => sessionMark(known, stays.get(session.id)!, session, now));
    return {
      ...rowOf(person),
      kind: text(`kind_${person.kind}`, {}, 'id'),
      days: onDays.map(({ startsAt, presence }) => {
        const { status, inAt, outAt } = presence(known);
        const times = { inAt: inAt?.toISOString() ?? null, outAt: outAt?.toISOString() ?? null };
        return { status: soFar(status, startsAt, now), ...times };
      }),
      sessions: marks,
      jp: sessions.reduce((sum, { jp }, n) => (marks[n]!.status === 'present' ? sum + jp : sum), 0),
    };
  };
}

function sessionMark(
  known: Known,
  stays: readonly Stay[],
  session: CountedSession & { id: string; day: Slot },
  now: Date,
): RecapMark {
  const inside = stays.flatMap(({ counted }) => counted);
  const minutes = minutesOf(session, inside);
  const { status } = presenceInSession(known, stays, session, session.day);
  if (status !== 'present' && status !== 'late') return { status: soFar(status, session.startsAt, now), minutes };
  if (sessionCounts(session, inside)) return { status: 'present', minutes };
  return { status: session.endsAt > now ? 'pending' : 'short', minutes };
}
