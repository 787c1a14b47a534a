import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type Locale } from '../common/index.js';
import { Database } from '../database/index.js';
import { Directory, maskNip, printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { RegisterService } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import { momentOf, mustBeOpen } from './door-hours.js';
import type { NamedEmployees, NewWalkIn, ScanAnswer } from './dto/scan.dto.js';
import { programmeOf } from './programme.js';
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
   * @throws DomainError VALIDATION on `employeeId`, and those of `mustBeOpen` and `RegisterService.atTheDoor`.
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
    const programme = await this.database.read((m) => programmeOf(m, this.events, eventId));
    mustBeOpen(programme, now, scan.sessionId);
    const input = { ...employee, phone: phone?.trim() || employee.phone, email: email?.trim() || employee.email };
    const { ticketCode } = await this.registering.atTheDoor(eventId, input, actor, locale);
    return this.scans.record(eventId, { ...scan, input: ticketCode, method: 'code', ...momentOf(now) }, actor);
  }
}
