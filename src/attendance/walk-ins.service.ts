import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type Locale } from '../common/index.js';
import { Database, type Reader } from '../database/index.js';
import { Directory, maskNip, printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { RegisterService, Registrations } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import { momentOf, mustBeOpen } from './door-hours.js';
import type { NamedEmployees, NewWalkIn, ScanAnswer } from './dto/scan.dto.js';
import { GatesRepository } from './gates.repository.js';
import { programmeOf } from './programme.js';
import { ScansRepository } from './scans.repository.js';
import { ScansService } from './scans.service.js';

/** Few enough for a queue. */
const MOST = 6;

/** Whoever comes without having registered, and stands in the directory: registered and let in by one tap. */
@Injectable()
export class WalkIns {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly directory: Directory,
    private readonly registering: RegisterService,
    private readonly registrations: Registrations,
    private readonly gates: GatesRepository,
    private readonly scanRows: ScansRepository,
    private readonly scans: ScansService,
    private readonly clock: Clock,
  ) {}

  named(eventId: string, name: string): Promise<NamedEmployees> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      const found = await this.directory.employeesNamed(name, MOST + 1, m);
      const rows = found.slice(0, MOST).map((employee) => ({
        id: employee.id,
        printedName: printedName(employee),
        nipMasked: maskNip(employee.nip),
        unit: employee.unit?.name ?? '',
      }));
      return { rows, more: found.length > MOST };
    });
  }

  /**
   * Sent again it registers nobody twice, and is answered as the scan of the same id.
   * Whatever would be refused is so before a seat is taken.
   * @throws DomainError VALIDATION on `employeeId`, GATE_NOT_FOUND, SCAN_ID_TAKEN, and those of `mustBeOpen` and
   *   `RegisterService.atTheDoor`
   */
  async admit(
    eventId: string,
    { employeeId, phone, email, ...scan }: NewWalkIn,
    actor: Actor,
    locale: Locale,
  ): Promise<ScanAnswer> {
    const employee = await this.directory.employee(employeeId);
    if (!employee) throw AttendanceErrors.employeeUnknown();
    const now = this.clock.now();
    await this.database.read((m) => this.refuse(m, eventId, { ...scan, nip: employee.nip }, actor));
    const input = { ...employee, phone: phone?.trim() || employee.phone, email: email?.trim() || employee.email };
    const { ticketCode } = await this.registering.atTheDoor(eventId, input, actor, locale);
    return this.scans.record(eventId, { ...scan, input: ticketCode, method: 'code', ...momentOf(now) }, actor);
  }

  private async refuse(m: Reader, eventId: string, walkIn: Walking, actor: Actor): Promise<void> {
    const { id, gateId, sessionId, nip } = walkIn;
    mustBeOpen(await programmeOf(m, this.events, eventId), this.clock.now(), sessionId);
    if (gateId && actor.kind !== 'device') {
      const gates = await this.gates.ofEvent(m, eventId);
      if (!gates.some((gate) => gate.id === gateId)) throw AttendanceErrors.gateNotFound();
    }
    const known = await this.scanRows.find(m, id);
    if (!known) return;
    const [person] = await this.registrations.findManyInEvent(m, eventId, [known.registrationId ?? '']);
    if (person?.nip !== nip) throw AttendanceErrors.scanIdTaken();
  }
}

type Walking = Pick<NewWalkIn, 'id' | 'gateId' | 'sessionId'> & { nip: string };
