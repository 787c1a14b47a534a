import { Injectable } from '@nestjs/common';

import { Clock } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { printedName } from '../directory/index.js';
import { type AttendanceListData, type AttendanceRow, Documents, DrawingError } from '../documents/index.js';
import { type AgendaEntry, Events, letterheadOf, personBlock, placeOf } from '../events/index.js';
import { Registrations } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import { AttendanceRepository } from './attendance.repository.js';
import type { AttendanceListQuery, ListKind } from './dto/attendance-list.dto.js';
import { dayOf, endOfDay, startOfDay } from '../common/rules/wall-clock.js';
import { isDayOf, nearestDay, type Span, spanOf } from './rules/slot.js';

/** Official papers are Indonesian, whatever the language of who prints them. */
const SUBTITLES: Record<ListKind, string> = { participant: 'Peserta', guest: 'Tamu undangan', speaker: 'Narasumber' };
/** For people who come without a registration. */
const EMPTY_ROWS = 5;

export interface Paper {
  filename: string;
  bytes: Buffer;
}

/** The attendance list (daftar hadir) of one day. */
@Injectable()
export class AttendanceListService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly presence: AttendanceRepository,
    private readonly documents: Documents,
  ) {}

  async draw(eventId: string, query: AttendanceListQuery): Promise<Paper> {
    const { filename, data } = await this.database.read((m) => this.collect(m, eventId, query));
    return { filename, bytes: await this.print(data) };
  }

  /** A name or a title with a letter that no font has must not keep the list from everybody. */
  private async print(data: AttendanceListData): Promise<Buffer> {
    try {
      return await this.documents.drawAttendanceList(data);
    } catch (error) {
      if (!(error instanceof DrawingError)) throw error;
      const mended = withoutLetters(data, error.missingLetters);
      if (!mended) throw AttendanceErrors.listNotDrawn(error);
      return this.print(mended);
    }
  }

  private async collect(
    m: Reader,
    eventId: string,
    query: AttendanceListQuery,
  ): Promise<{ filename: string; data: AttendanceListData }> {
    const event = await this.events.find(m, eventId);
    const agenda = await this.events.sessions(m, eventId);
    const day = this.dayFor(spanOf(agenda), event.zone, query.day);
    const { fill, kind } = query;
    const sessions = agenda.filter(({ startsAt }) => dayOf(startsAt, event.zone) === day);
    const span = spanOf(sessions) ?? { startsAt: startOfDay(day, event.zone), endsAt: endOfDay(day, event.zone) };
    const committee = await this.events.committee(m, eventId);
    const chair = committee.find(({ role }) => role === 'chair');
    const organisation = await this.events.organisation(m);
    const blank = fill === 'blank';
    const arrivals = blank ? new Map<string, Date>() : await this.presence.arrivalsOf(m, eventId, `day:${day}`);
    const data: AttendanceListData = {
      letterhead: letterheadOf(organisation),
      subtitle: SUBTITLES[kind],
      event: { title: event.title, place: placeOf(event) },
      startsAt: span.startsAt.toISOString(),
      endsAt: span.endsAt.toISOString(),
      zone: event.zone,
      groups: [{ rows: kind === 'speaker' ? speakerRows(sessions) : await this.people(m, eventId, kind, arrivals) }],
      blank,
      emptyRows: blank ? EMPTY_ROWS : 0,
      chair: chair ? { place: organisation.city, date: day, signatory: personBlock(chair) } : null,
      printedAt: this.clock.now().toISOString(),
    };
    return { filename: `daftar-hadir-${event.slug}-${day}.pdf`, data };
  }

  private dayFor(span: Span | null, zone: string, wanted: string | undefined): string {
    if (!span) throw AttendanceErrors.agendaEmpty();
    if (wanted === undefined) return nearestDay(span, this.clock.now(), zone);
    if (isDayOf(span, wanted, zone)) return wanted;
    throw AttendanceErrors.dayOutsideEvent(span, zone);
  }

  /** In the order of units and names. */
  private async people(
    m: Reader,
    eventId: string,
    kind: ListKind,
    arrivals: ReadonlyMap<string, Date>,
  ): Promise<AttendanceRow[]> {
    const people = await this.registrations.confirmed(m, eventId);
    return people
      .filter((person) => (person.kind === 'guest') === (kind === 'guest'))
      .map((person) => ({
        name: printedName(person),
        nip: person.nip,
        nrp: person.nrp,
        position: person.position,
        unit: person.unitText,
        arrivedAt: arrivals.get(person.id)?.toISOString() ?? null,
      }));
  }
}

/** Each speaker of the day once, in the order of the agenda. */
function speakerRows(sessions: readonly AgendaEntry[]): AttendanceRow[] {
  const speakers = new Map(
    sessions.flatMap((session) => session.speakers).map((speaker) => [speaker.speakerId, speaker]),
  );
  return [...speakers.values()].map(({ printedName: name, affiliation: unit }) => ({ name, unit }));
}

/** The list with a question mark for each of the letters; null when it holds none of them. */
function withoutLetters(data: AttendanceListData, letters: readonly string[]): AttendanceListData | null {
  const mend = (part: unknown): unknown => {
    if (typeof part === 'string') return letters.reduce((text, letter) => text.replaceAll(letter, '?'), part);
    if (Array.isArray(part)) return part.map(mend);
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mend(value)]));
  };
  const mended = mend(data) as AttendanceListData;
  return JSON.stringify(mended) === JSON.stringify(data) ? null : mended;
}
