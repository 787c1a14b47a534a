import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/index.js';
import { Database, type Reader } from '../../database/index.js';
import { printedName } from '../../directory/index.js';
import { type AttendanceListData, type AttendanceRow, Documents } from '../../documents/index.js';
import { type AgendaEntry, type CommitteeMember, Events, placeOf } from '../../events/index.js';
import { type Registration, Registrations } from '../../registration/index.js';
import { AttendanceErrors } from '../attendance.errors.js';
import type { AttendanceListQuery, ListKind } from '../dto/papers.dto.js';
import { presenceAt, type PresenceFacts, PresenceFactsReader } from '../presence/presence-facts.js';
import { placeOfSlot, sessionsOfDay, type SlotPlace, spanOfDay } from '../presence/slots.js';
import { NOTHING_KNOWN } from '../rules/attended.js';
import type { PresenceAt } from '../rules/presence-at.js';
import { nearestDay, spanOf } from '../rules/slot.js';
import { drawn, headOf, type Paper } from './paper.js';

/** Official papers are Indonesian, whatever the language of who prints them. */
const SUBTITLES: Record<ListKind, string> = {
  participant: 'Peserta',
  pns: 'Peserta PNS',
  pppk: 'Peserta PPPK',
  non_asn: 'Peserta Non-ASN',
  guest: 'Tamu undangan',
  speaker: 'Narasumber',
  committee: 'Panitia',
};
/** For people who come without a registration. */
const EMPTY_ROWS = 5;

/** The attendance list (daftar hadir) of one day or session. */
@Injectable()
export class AttendanceListService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly facts: PresenceFactsReader,
    private readonly documents: Documents,
  ) {}

  /** @throws DomainError EVENT_NOT_FOUND, AGENDA_EMPTY, LIST_NOT_DRAWN, VALIDATION on `slot` */
  async draw(eventId: string, query: AttendanceListQuery): Promise<Paper> {
    const { filename, data } = await this.database.read((m) => this.collect(m, eventId, query));
    return { filename, bytes: await drawn((each) => this.documents.drawAttendanceList(each), data) };
  }

  private async collect(m: Reader, eventId: string, query: AttendanceListQuery) {
    const facts = await this.facts.of(m, eventId);
    const { event, sessions: agenda } = facts;
    const place = this.placeFor(agenda, event.zone, query.slot);
    const sessions = place.session ? [place.session] : sessionsOfDay(place.day, agenda, event.zone);
    const { startsAt, endsAt } = spanOfDay(place.day, sessions, event.zone);
    const committee = await this.events.committee(m, eventId);
    const organisation = await this.events.organisation(m);
    const blank = query.fill === 'blank';
    const data: AttendanceListData = {
      ...headOf(organisation, committee, place.day),
      subtitle: SUBTITLES[query.kind],
      event: { title: event.title, place: placeOf({ venue: event.venue, room: roomOf(place, event.room) }) },
      session: place.session?.title ?? null,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      zone: event.zone,
      groups: [{ rows: await this.rows(m, query.kind, { facts, place, sessions, committee, blank }) }],
      blank,
      emptyRows: blank ? EMPTY_ROWS : 0,
      printedAt: this.clock.now().toISOString(),
    };
    return { filename: `daftar-hadir-${event.slug}-${partOf(place, agenda)}-${query.kind}.pdf`, data };
  }

  private placeFor(agenda: readonly AgendaEntry[], zone: string, wanted: string | undefined): SlotPlace {
    const span = spanOf(agenda);
    if (!span) throw AttendanceErrors.agendaEmpty();
    return placeOfSlot(wanted ?? `day:${nearestDay(span, this.clock.now(), zone)}`, agenda, zone);
  }

  private async rows(m: Reader, kind: ListKind, { facts, place, sessions, committee, blank }: Listed) {
    if (kind === 'speaker') return speakerRows(sessions);
    if (kind === 'committee') return committeeRows(committee);
    const people = await this.registrations.confirmed(m, facts.event.id);
    const presence = presenceAt(place, facts, this.clock.now());
    // In the order of units and names.
    return people
      .filter((person) => isOfKind(person, kind))
      .map((person) => ({
        ...rowOf(person),
        ...(blank ? {} : printedPresence(presence(facts.people.get(person.id) ?? NOTHING_KNOWN))),
      }));
  }
}

type Room = { name: string } | null | undefined;

const roomOf = ({ session }: SlotPlace, mainRoom: Room): Room =>
  session?.roomName ? { name: session.roomName } : mainRoom;

interface Listed {
  facts: PresenceFacts;
  place: SlotPlace;
  sessions: readonly AgendaEntry[];
  committee: readonly CommitteeMember[];
  blank: boolean;
}

const isOfKind = (person: Registration, kind: ListKind): boolean =>
  kind === 'participant' ? person.kind !== 'guest' : person.kind === kind;

export const rowOf = (person: Registration) => ({
  name: printedName(person),
  nip: person.nip,
  nrp: person.nrp,
  position: person.position,
  unit: person.unitText,
});

const printedPresence = ({ inAt, status }: PresenceAt): Pick<AttendanceRow, 'arrivedAt' | 'absence'> => ({
  arrivedAt: inAt?.toISOString() ?? null,
  absence: status === 'excused' || status === 'ill' ? status : null,
});

/** Each speaker of the sessions once, in the order of the agenda. */
function speakerRows(sessions: readonly AgendaEntry[]): AttendanceRow[] {
  const speakers = new Map(
    sessions.flatMap((session) => session.speakers).map((speaker) => [speaker.speakerId, speaker]),
  );
  return [...speakers.values()].map(({ printedName: name, affiliation: unit }) => ({ name, unit }));
}

const committeeRows = (committee: readonly CommitteeMember[]): AttendanceRow[] =>
  committee.map(({ name, nip, office }) => ({ name, nip, position: office }));

/** The day, and of a session its number in the programme, for the name of the file. */
const partOf = ({ day, session }: SlotPlace, agenda: readonly AgendaEntry[]): string =>
  session ? `${day}-sesi-${agenda.indexOf(session) + 1}` : day;
