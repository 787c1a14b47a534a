import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, newId } from '../common/index.js';
import { Database, type Reader, SharedReads, Transactions, type Tx } from '../database/index.js';
import { Directory, type Employee, printedName } from '../directory/index.js';
import { type Event, Events } from '../events/index.js';
import { Registrations } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import {
  contacts,
  type FirstEntry,
  type GateCounts,
  type KnownPerson,
  type NewScan,
  type RecentScan,
  type RecentScansQuery,
  type ScanAnswer,
} from './dto/scan.dto.js';
import { GatesRepository } from './gates.repository.js';
import { entryAt, stepOf } from './presence.js';
import type { Scan } from './scan.entity.js';
import { EntryTaken, ScansRepository, ScanStored } from './scans.repository.js';
import { dayOf, daySlot, isDayOf, spanOf } from './slot.js';
import { type ReadTicket, TicketReader } from './ticket-reader.js';
import { judge, type Presented } from './verdict.js';

type Reported = Omit<Scan, 'verdict'>;

/** What the database held about a scan when it came in. */
interface Seen {
  event: Event;
  ticket: ReadTicket;
  reported: Reported;
  onEventDay: boolean;
}

@Injectable()
export class ScansService {
  private readonly figures = new SharedReads<GateCounts>();

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly scans: ScansRepository,
    private readonly gates: GatesRepository,
    private readonly events: Events,
    private readonly tickets: TicketReader,
    private readonly registrations: Registrations,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** Stores the scan whatever it shows, and answers from what is stored: a repeated scan reads as the first one did. */
  async record(eventId: string, body: NewScan, actor: Actor): Promise<ScanAnswer> {
    const seen = await this.database.read((m) => this.look(m, eventId, body, actor));
    await this.store(seen, actor);
    return this.database.read((m) => this.answer(m, seen));
  }

  recent(eventId: string, { gateId, limit }: RecentScansQuery): Promise<RecentScan[]> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      return (await this.scans.recent(m, eventId, gateId, limit)).map(toRecent);
    });
  }

  counts(eventId: string): Promise<GateCounts> {
    return this.database.read(async (m) => {
      const { zone } = await this.events.find(m, eventId);
      return this.countsOf(eventId, daySlot(this.clock.now(), zone));
    });
  }

  /** Gates that scan at the same moment share one count, which is the dearest statement of a scan. */
  private countsOf(eventId: string, slot: string): Promise<GateCounts> {
    return this.figures.get(`${eventId} ${slot}`, () => this.database.read((m) => this.scans.counts(m, eventId, slot)));
  }

  private async look(m: Reader, eventId: string, body: NewScan, actor: Actor): Promise<Seen> {
    const event = await this.events.find(m, eventId);
    if (body.gateId && !(await this.gates.find(m, eventId, body.gateId))) throw AttendanceErrors.gateNotFound();
    const ticket = await this.tickets.read(m, eventId, body);
    const scannedAt = new Date(body.scannedAt);
    const slot = daySlot(scannedAt, event.zone);
    const reported: Reported = {
      id: body.id.toLowerCase(),
      eventId,
      gateId: body.gateId ?? null,
      registrationId: ticket.kind === 'ticket' ? ticket.registration.id : null,
      slot,
      direction: body.direction ?? 'in',
      method: body.method,
      scannedAt,
      receivedAt: this.clock.now(),
      staffId: actor.kind === 'staff' ? actor.id : null,
      deviceLabel: body.deviceLabel ?? null,
    };
    return { event, ticket, reported, onEventDay: await this.runsOn(m, event, scannedAt) };
  }

  private async runsOn(m: Reader, event: Event, at: Date): Promise<boolean> {
    const { startsAt, endsAt, zone } = event;
    const day = dayOf(at, zone);
    if (startsAt && endsAt && isDayOf({ startsAt, endsAt }, day, zone)) return true;
    const span = spanOf(await this.events.sessions(m, event.id));
    return span !== null && isDayOf(span, day, zone);
  }

  private async store(seen: Seen, actor: Actor): Promise<void> {
    for (;;) {
      try {
        // The scan's id makes a second run harmless when the first one's outcome is unknown.
        return await this.transactions.run((tx) => this.storeOnce(tx, seen, actor), { repeatable: true });
      } catch (error) {
        if (error instanceof ScanStored) return;
        // Judged again, now with the stay of the phone that was faster. Each round admits somebody, so this ends.
        if (!(error instanceof EntryTaken)) throw error;
      }
    }
  }

  private async storeOnce(tx: Tx, { event, ticket, reported, onEventDay }: Seen, actor: Actor): Promise<void> {
    const { id: scanId, eventId, registrationId, gateId, slot, direction, scannedAt, receivedAt } = reported;
    const entries = registrationId ? await this.scans.entries(tx, registrationId, slot) : [];
    const step = stepOf(entries, reported);
    const verdict = judge(presentedOf(ticket), {
      scannedAt,
      receivedAt,
      eventCancelled: event.state === 'cancelled',
      onEventDay,
      alreadyInside: step.kind === 'inside',
    });
    await this.scans.insertScan(tx, { ...reported, verdict });
    if (verdict === 'accepted' && registrationId) {
      if (step.kind === 'enter') {
        // Before the entry, whose foreign key takes a shared lock on the same row.
        await this.registrations.arrived(tx, registrationId, scannedAt);
        const entry = { id: newId(), registrationId, eventId, slot, entryNo: step.entryNo, inAt: scannedAt, gateId };
        await this.scans.insertEntry(tx, { ...entry, outAt: null, inScanId: scanId, outScanId: null });
      } else if (step.kind === 'leave') {
        await this.scans.endEntry(tx, step.entry.id, { scanId, at: scannedAt });
      }
    }
    await this.audit.append(tx, {
      actor,
      action: 'attendance.scanned',
      subject: { kind: 'scan', id: scanId },
      eventId,
      payload: { verdict, direction, gateId, registrationId },
    });
  }

  private async answer(m: Reader, { event, ticket, reported }: Seen): Promise<ScanAnswer> {
    const scan = await this.scans.find(m, reported.id);
    if (!scan || scan.eventId !== event.id) throw AttendanceErrors.scanIdTaken();
    const { id: scanId, verdict, direction, registrationId, slot, scannedAt } = scan;
    const person = registrationId ? await this.registrations.find(m, registrationId) : null;
    const cancelledAt = person?.endedAt ?? event.cancelledAt;
    return {
      scanId,
      verdict,
      direction,
      scannedAt: scannedAt.toISOString(),
      person: person && { printedName: printedName(person), unit: person.unitText },
      walkIn: ticket.kind === 'unknown' && ticket.employee ? await this.known(m, ticket.employee) : null,
      first: verdict === 'already_in' && person ? await this.first(m, person.id, scan) : null,
      cancelledAt: verdict === 'cancelled' ? (cancelledAt?.toISOString() ?? null) : null,
      otherEvent: verdict === 'not_for_this_event' ? titleOf(ticket) : null,
      counts: await this.countsOf(event.id, slot),
    };
  }

  private async known(m: Reader, employee: Employee): Promise<KnownPerson> {
    return {
      employeeId: employee.id,
      printedName: printedName(employee),
      unit: (await this.directory.unit(employee.unitId, m))?.name ?? '',
      lacks: contacts.filter((contact) => !employee[contact]),
    };
  }

  private async first(m: Reader, registrationId: string, scan: Scan): Promise<FirstEntry | null> {
    const stay = entryAt(await this.scans.entries(m, registrationId, scan.slot), scan.scannedAt);
    if (!stay) return null;
    const { inAt, gate, inScan } = await this.scans.firstEntry(m, stay.id);
    return { at: inAt.toISOString(), gate: gate?.name ?? null, device: inScan?.deviceLabel ?? null };
  }
}

const titleOf = (ticket: ReadTicket) =>
  ticket.kind === 'other_event' && ticket.title !== null ? { title: ticket.title } : null;

const presentedOf = (ticket: ReadTicket): Presented =>
  ticket.kind === 'ticket'
    ? { kind: 'ticket', status: ticket.registration.status, epochIsCurrent: ticket.epochIsCurrent }
    : ticket;

const toRecent = ({ id, verdict, direction, scannedAt, gate, registration }: Scan): RecentScan => ({
  scanId: id,
  verdict,
  direction,
  printedName: registration ? printedName(registration) : null,
  unit: registration?.unitText ?? null,
  gate: gate?.name ?? null,
  scannedAt: scannedAt.toISOString(),
});
