import { Injectable } from '@nestjs/common';
import { type Actor, Clock } from '../common/index.js';
import { dayOf } from '../common/rules/wall-clock.js';
import { Database, type Reader, SharedReads } from '../database/index.js';
import { Directory, type Employee, printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { Registrations, type TicketHolder } from '../registration/index.js';
import { DeviceAccess } from './devices/device-access.service.js';
import { AttendanceErrors } from './attendance.errors.js';
import {
  contacts,
  type GateCounts,
  type KnownPerson,
  type NewScan,
  type RecentScan,
  type RecentScansQuery,
  type ScanAnswer,
  type ScanSync,
  type SyncedScan,
} from './dto/scan.dto.js';
import { DaySlots } from './presence/day-slots.js';
import { PresenceBook } from './presence-book.js';
import { doorTime, type Scan } from './scan.entity.js';
import { ScanIntake, type Taken } from './scan-intake.service.js';
import { ScansRepository } from './scans.repository.js';
import type { ReadTicket } from './ticket-reader.js';

type Outcome = Pick<Scan, 'verdict' | 'standing' | 'conflict'>;

@Injectable()
export class ScansService {
  private readonly figures = new SharedReads<GateCounts>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly intake: ScanIntake,
    private readonly book: PresenceBook,
    private readonly scans: ScansRepository,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly directory: Directory,
    private readonly phones: DeviceAccess,
    private readonly days: DaySlots,
  ) {}

  /** Stores the scan whatever it shows, and answers from what is stored: a repeated scan reads as the first one did. */
  async record(eventId: string, { sentAt, ...body }: NewScan, actor: Actor): Promise<ScanAnswer> {
    const [taken] = await this.intake.take(eventId, [body], actor, {
      sentAt: sentAt ? new Date(sentAt) : null,
      // A phone that was given other gates than it knows of has still let somebody in.
      gateMustBe: actor.kind !== 'device',
    });
    return this.database.read((m) => this.answer(m, taken!));
  }

  /** As `record`, for what a phone has kept while it had no network; in one transaction. */
  async sync(
    eventId: string,
    { sentAt, deviceLabel, scans, queueLength, appVersion }: ScanSync,
    actor: Actor,
  ): Promise<SyncedScan[]> {
    const reported = scans.map((scan) => ({ ...scan, deviceLabel }));
    const seen = await this.intake.take(eventId, reported, actor, { sentAt: new Date(sentAt) });
    if (actor.device) await this.phones.report(actor.device.id, { queueLength, appVersion });
    const outcomes = await this.outcomes(eventId, seen);
    return [...new Set(seen.map(({ scan }) => scan.id))].map((scanId) => {
      const { verdict = null, standing = null, conflict = null } = outcomes.get(scanId) ?? {};
      return { scanId, verdict, standing, conflict };
    });
  }

  /** Read anew where a scan was sent before, or one taken back changes what became of others of the same person. */
  private async outcomes(eventId: string, seen: Taken[]): Promise<ReadonlyMap<string, Outcome>> {
    const written = seen.flatMap(({ stored, undone }) => (stored && !undone ? stored : []));
    if (written.length === seen.length) return byId(written);
    const ids = seen.map(({ scan }) => scan.id);
    return byId(await this.database.read((m) => this.scans.outcomes(m, eventId, ids)));
  }

  /** A phone sees its own. */
  recent(eventId: string, { gateId, limit }: RecentScansQuery, { device }: Actor): Promise<RecentScan[]> {
    const where = { eventId, ...(gateId ? { gateId } : {}), ...(device ? { deviceId: device.id } : {}) };
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      return (await this.scans.recent(m, where, limit)).map(toRecent);
    });
  }

  counts(eventId: string): Promise<GateCounts> {
    return this.database.read(async (m) => {
      const { zone } = await this.events.find(m, eventId);
      return this.countsOf(eventId, zone);
    });
  }

  /** Gates that scan at the same moment share one count, which is the dearest statement of a scan. */
  private countsOf(eventId: string, zone: string): Promise<GateCounts> {
    const today = dayOf(this.clock.now(), zone);
    return this.figures.get(`${eventId} ${today}`, () =>
      this.database.read(async (m) => this.scans.counts(m, eventId, await this.days.of(m, eventId, today, zone))),
    );
  }

  private async answer(m: Reader, { event, ticket, scan: sent, stored, actor }: Taken): Promise<ScanAnswer> {
    const scan = stored ?? (await this.scans.find(m, sent.id));
    if (!scan || scan.eventId !== event.id) throw AttendanceErrors.scanIdTaken();
    const { id: scanId, verdict, direction, registrationId } = scan;
    const person = await this.personOf(m, ticket, registrationId);
    const cancelledAt = person?.endedAt ?? event.cancelledAt;
    return {
      scanId,
      verdict,
      direction,
      scannedAt: doorTime(scan).toISOString(),
      person: person && { printedName: printedName(person), unit: person.unitText },
      // A phone sees nothing of the directory.
      walkIn:
        !actor.device && ticket.kind === 'unknown' && ticket.employee ? await this.known(m, ticket.employee) : null,
      first: verdict === 'already_in' ? await this.book.admissionBefore(m, scan) : null,
      cancelledAt: verdict === 'cancelled' ? (cancelledAt?.toISOString() ?? null) : null,
      otherEvent: verdict === 'not_for_this_event' ? titleOf(ticket) : null,
      // As `counts` tells them between two scans, at the door of a session too.
      counts: await this.countsOf(event.id, event.zone),
    };
  }

  /** A scan that was sent again may have been another's ticket the first time. */
  private async personOf(m: Reader, ticket: ReadTicket, registrationId: string | null): Promise<TicketHolder | null> {
    if (registrationId === null) return null;
    const shown = ticket.kind === 'ticket' ? ticket.registration : null;
    return shown?.id === registrationId ? shown : this.registrations.find(m, registrationId);
  }

  private async known(m: Reader, employee: Employee): Promise<KnownPerson> {
    return {
      employeeId: employee.id,
      printedName: printedName(employee),
      unit: (await this.directory.unit(employee.unitId, m))?.name ?? '',
      lacks: contacts.filter((contact) => !employee[contact]),
    };
  }
}

const byId = <T extends { id: string }>(rows: T[]): ReadonlyMap<string, T> => new Map(rows.map((row) => [row.id, row]));

const titleOf = (ticket: ReadTicket) =>
  ticket.kind === 'other_event' && ticket.title !== null ? { title: ticket.title } : null;

const toRecent = (scan: Scan): RecentScan => ({
  scanId: scan.id,
  verdict: scan.verdict,
  standing: scan.standing,
  direction: scan.direction,
  printedName: scan.registration ? printedName(scan.registration) : null,
  unit: scan.registration?.unitText ?? null,
  gate: scan.gate?.name ?? null,
  scannedAt: doorTime(scan).toISOString(),
});
