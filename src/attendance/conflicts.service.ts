import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, DomainError, errorText, type Locale, newId, wordedParams } from '../common/index.js';
import { Database, type Reader, Transactions, type Tx } from '../database/index.js';
import { Directory, printedName } from '../directory/index.js';
import { type AgendaEntry, Events } from '../events/index.js';
import { DoorSeats, RegisterService, type Registration, Registrations } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import type { ConflictView, DoorSighting, NewRuling, NewRulings, Rulings } from './dto/conflict.dto.js';
import { contacts, type ScannedPerson } from './dto/scan.dto.js';
import { type DayInstead, dayInstead, endsNothing } from './day-instead.js';
import { Corrections } from './presence/corrections.service.js';
import { PresenceBook } from './presence-book.js';
import { programmeOf } from './programme.js';
import { correctionInForce } from './rules/correction.js';
import type { Programme } from './rules/slot.js';
import type { Decision } from './rules/standing.js';
import { doorTime, type Scan } from './scan.entity.js';
import { ScansRepository } from './scans.repository.js';

/** Whom a phone let in by itself though the server would not have: shown to a person, who rules on it. */
@Injectable()
export class Conflicts {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly scans: ScansRepository,
    private readonly book: PresenceBook,
    private readonly corrections: Corrections,
    private readonly seats: DoorSeats,
    private readonly registrations: Registrations,
    private readonly registering: RegisterService,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** Those that wait for a ruling, in the order in which they were reported. */
  open(eventId: string, actor: Actor): Promise<ConflictView[]> {
    return this.database.read(async (m) => {
      const programme = await programmeOf(m, this.events, eventId);
      const views: ConflictView[] = [];
      for (const scan of await this.scans.inConflict(m, eventId))
        views.push(await this.view(m, scan, programme, actor));
      return views;
    });
  }

  /**
   * Changes what follows from the scan, never the scan: but who was not registered and is admitted is so first, and gets
   * the scans that named him. The newest ruling counts. Whoever is admitted without a seat is given one.
   * @throws DomainError SCAN_NOT_FOUND, SCAN_NOT_OPEN, NOBODY_TO_ADMIT, NOT_REACHABLE, EXIT_OFF_DAY, NOT_ON_EVENT_DAY when the
   *   event had not begun, and those of `DoorSeats.give` and `RegisterService.atTheDoor`
   */
  async rule(
    eventId: string,
    scanId: string,
    { decision, onlyIfOpen, ...said }: NewRuling,
    actor: Actor,
    locale: Locale,
  ): Promise<void> {
    const reason = said.reason ?? '';
    const walkIn = decision === 'admit' ? await this.walkInOf(eventId, scanId, { onlyIfOpen, actor, locale }) : null;
    await this.transactions.run(async (tx) => {
      if (walkIn) await this.scans.attribute(tx, eventId, walkIn.employeeId, walkIn.registrationId);
      const scan = await this.scans.findWithPerson(tx, scanId);
      if (scan?.eventId !== eventId) throw AttendanceErrors.scanNotFound();
      if (onlyIfOpen && scan.conflict === null) throw AttendanceErrors.notOpen();
      const admitted = decision === 'admit' ? scan.registrationId : null;
      if (decision === 'admit' && admitted === null) throw AttendanceErrors.nobodyToAdmit();
      const programme = await programmeOf(tx, this.events, eventId);
      const instead = admitted ? dayInstead(scan, programme) : null;
      if (admitted && endsNothing(scan, programme)) throw AttendanceErrors.exitOffDay();
      mustHaveBegun(instead);
      if (admitted) await this.seats.give(tx, eventId, admitted, actor);
      // On its own day, which is none of the event, the scan would count for nothing at all.
      const counting: Decision = instead ? 'void' : decision;
      const ruling = { id: newId(), scanId, eventId, decision: counting, reason, at: this.clock.now() };
      await this.scans.insertRuling(tx, { ...ruling, staffId: actor.kind === 'staff' ? actor.id : null });
      await this.book.follow(tx, scan);
      // Whoever ruled at the same moment held the person first, and is seen only now.
      if (onlyIfOpen && (await this.scans.countRulings(tx, scanId)) > 1) throw AttendanceErrors.notOpen();
      if (admitted && instead) await this.presentOn(tx, admitted, { eventId, reason, ...instead }, actor);
      if (decision === 'void') await this.absentOn(tx, scan, { reason, ...programme }, actor);
      await this.audit.append(tx, {
        actor,
        action: 'attendance.ruled',
        subject: { kind: 'scan', id: scanId },
        eventId,
        payload: {
          ...{ decision, conflict: scan.conflict, registrationId: scan.registrationId },
          ...(scan.registration ? { about: 'ticket', code: scan.registration.ticketCode } : {}),
        },
      });
    });
  }

  /** Of a phone whose whole queue is in question. Each for itself; what somebody has ruled on meanwhile stays so. */
  async ruleOnEach(
    eventId: string,
    { scanIds, ...ruling }: NewRulings,
    actor: Actor,
    locale: Locale,
  ): Promise<Rulings> {
    const open = await this.database.read(async (m) => {
      await this.events.find(m, eventId);
      return this.scans.unruled(m, eventId, scanIds);
    });
    const rulings: Rulings = { ruled: [], refused: [] };
    for (const scan of open) {
      const { id: scanId } = scan;
      try {
        await this.rule(eventId, scanId, { ...ruling, onlyIfOpen: true }, actor, locale);
        rulings.ruled.push(scanId);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (error.code === 'SCAN_NOT_OPEN') continue;
        const { code, params } = error;
        const message = errorText(code, wordedParams(params, locale), locale);
        const { person } = await this.database.read((m) => this.whoOf(m, scan, actor));
        rulings.refused.push({ scanId, printedName: person?.printedName ?? null, code, message });
      }
    }
    return rulings;
  }

  /** Unless he was seen on that day anyway. */
  private async presentOn(
    tx: Tx,
    registrationId: string,
    { eventId, day, inAt, reason }: Pick<DayInstead, 'day' | 'inAt'> & { eventId: string; reason: string },
    actor: Actor,
  ): Promise<void> {
    const slot = `day:${day}`;
    if ((await this.scans.entries(tx, registrationId, slot)).length > 0) return;
    await this.corrections.say(
      tx,
      [registrationId],
      { eventId, slot, kind: 'present', inAt, outAt: null, reason },
      actor,
    );
  }

  /** Takes back what an earlier ruling on the scan has said of the day on which it came in. */
  private async absentOn(
    tx: Tx,
    scan: Scan,
    { reason, ...programme }: Programme<AgendaEntry> & { reason: string },
    actor: Actor,
  ): Promise<void> {
    const { registrationId, eventId } = scan;
    const instead = dayInstead(scan, programme);
    if (!registrationId || !instead) return;
    const slot = `day:${instead.day}`;
    const said = correctionInForce(await this.scans.correctionsOf(tx, [registrationId], [slot]));
    if (said?.kind !== 'present' || said.inAt?.getTime() !== instead.inAt.getTime()) return;
    await this.corrections.say(
      tx,
      [registrationId],
      { eventId, slot, kind: 'withdrawn', inAt: null, outAt: null, reason },
      actor,
    );
  }

  private async view(m: Reader, scan: Scan, programme: Programme<AgendaEntry>, actor: Actor): Promise<ConflictView> {
    const { id: scanId, conflict, verdict, direction } = scan;
    const { person, registrationId } = await this.whoOf(m, scan, actor);
    return {
      scanId,
      conflict: conflict ?? verdict,
      direction,
      person,
      isRegistered: registrationId !== null,
      seen: sightingOf(scan),
      countsOn: (person && dayInstead(scan, programme)?.day) ?? null,
      endsNothing: person !== null && endsNothing(scan, programme),
      first:
        conflict === 'double' || conflict === 'clock_implausible' ? await this.book.admissionBefore(m, scan) : null,
    };
  }

  /** Whose code it was; of somebody of the directory also when he is not registered. A phone sees nothing of the directory. */
  private async whoOf(
    m: Reader,
    { eventId, registrationId, registration, employeeId }: Scan,
    actor: Actor,
  ): Promise<{ person: ScannedPerson | null; registrationId: string | null }> {
    const known = registration ?? (registrationId ? await this.registrations.find(m, registrationId) : null);
    if (known) return { person: personOf(known), registrationId: known.id };
    const employee = employeeId && !actor.device ? await this.directory.employee(employeeId, m) : null;
    if (!employee) return { person: null, registrationId: null };
    const since = await this.registrations.findByNip(m, eventId, employee.nip);
    if (since) return { person: personOf(since), registrationId: since.id };
    const unit = await this.directory.unit(employee.unitId, m);
    return { person: { printedName: printedName(employee), unit: unit?.name ?? '' }, registrationId: null };
  }

  /**
   * Registers whom a phone let in by his NIP, unless he has been since.
   * @returns null when the scan names no such person, or is not to be ruled on
   */
  private async walkInOf(
    eventId: string,
    scanId: string,
    { onlyIfOpen, actor, locale }: { onlyIfOpen?: boolean; actor: Actor; locale: Locale },
  ): Promise<{ employeeId: string; registrationId: string } | null> {
    const employeeId = await this.database.read(async (m) => {
      const scan = await this.scans.find(m, scanId);
      if (scan?.eventId !== eventId || (onlyIfOpen && scan.conflict === null)) return null;
      if (scan.registrationId || !scan.employeeId || actor.device) return null;
      mustHaveBegun(dayInstead(scan, await programmeOf(m, this.events, eventId)));
      return scan.employeeId;
    });
    const employee = employeeId && (await this.directory.employee(employeeId));
    if (!employee) return null;
    const since = await this.database.read((m) => this.registrations.findByNip(m, eventId, employee.nip));
    if (since) return { employeeId, registrationId: since.id };
    if (!contacts.every((contact) => employee[contact])) throw AttendanceErrors.notReachable(printedName(employee));
    const { id } = await this.registering.atTheDoor(eventId, employee, actor, locale);
    return { employeeId, registrationId: id };
  }
}

/** @throws DomainError NOT_ON_EVENT_DAY */
function mustHaveBegun(instead: DayInstead | null): void {
  if (instead?.tooEarly) throw AttendanceErrors.notOnEventDay(instead.span, instead.zone);
}

const personOf = (registration: Registration): ScannedPerson => ({
  printedName: printedName(registration),
  unit: registration.unitText,
});

const sightingOf = (scan: Scan): DoorSighting => ({
  at: doorTime(scan).toISOString(),
  gate: scan.gate?.name ?? null,
  device: scan.deviceLabel,
});
