import { Injectable } from '@nestjs/common';
import type { Actor, Locale } from '../common/index.js';
import { Directory, parseNip } from '../directory/index.js';
import { RegisterService } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import type { NewWalkIn, ScanAnswer } from './dto/scan.dto.js';
import { ScansService } from './scans.service.js';

/** Whoever comes without having registered, and stands in the directory: registered and let in by one tap. */
@Injectable()
export class WalkIns {
  constructor(
    private readonly directory: Directory,
    private readonly registering: RegisterService,
    private readonly scans: ScansService,
  ) {}

  /**
   * Sent again it registers nobody twice, and is answered as the scan of the same id.
   * @throws DomainError EMPLOYEE_UNKNOWN, and those of `RegisterService.atTheDoor`.
   */
  async admit(
    eventId: string,
    { nip, phone, email, ...scan }: NewWalkIn,
    actor: Actor,
    locale: Locale,
  ): Promise<ScanAnswer> {
    const read = parseNip(nip);
    const employee = read.ok ? await this.directory.employeeByNip(read.nip) : null;
    if (!employee) throw AttendanceErrors.employeeUnknown();
    const input = { ...employee, phone: phone?.trim() || employee.phone, email: email?.trim() || employee.email };
    const { ticketCode } = await this.registering.atTheDoor(eventId, input, actor, locale);
    return this.scans.record(eventId, { ...scan, input: ticketCode, method: 'code' }, actor);
  }
}
