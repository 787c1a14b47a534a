import { Injectable } from '@nestjs/common';
import { type Actor, Clock, type Locale } from '../common/index.js';
import { Database } from '../database/index.js';
import { maskNip, printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { Registrations } from '../registration/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import { Conflicts } from './conflicts.service.js';
import { momentOf, mustBeOpen } from './door-hours.js';
import type { Admission, NamedRegistrations, NewAdmission } from './dto/scan.dto.js';
import { programmeOf } from './programme.js';
import { ScansRepository } from './scans.repository.js';
import { ScansService } from './scans.service.js';

/** Few enough for a queue. */
const MOST = 6;

/** Whoever is registered and cannot be scanned, or would be refused: a supervisor lets him in, and says why. */
@Injectable()
export class Admissions {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly registrations: Registrations,
    private readonly scans: ScansService,
    private readonly scanRows: ScansRepository,
    private readonly conflicts: Conflicts,
    private readonly clock: Clock,
  ) {}

  named(eventId: string, name: string): Promise<NamedRegistrations> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      const found = await this.registrations.named(m, eventId, name, MOST + 1);
      const rows = found.slice(0, MOST).map((person) => ({
        id: person.id,
        printedName: printedName(person),
        unit: person.unitText,
        nipMasked: person.nip === null ? null : maskNip(person.nip),
        status: person.status,
        arrivedAt: person.arrivedAt?.toISOString() ?? null,
      }));
      return { rows, more: found.length > MOST };
    });
  }

  /**
   * A scan and a ruling on it. Sent again it is answered as the scan of the same id, and ruled on once.
   * @throws DomainError REGISTRATION_NOT_FOUND, SCAN_ID_TAKEN, and those of `mustBeOpen` and `Conflicts.rule`
   */
  async admit(
    eventId: string,
    { registrationId, reason, ...scan }: NewAdmission,
    actor: Actor,
    locale: Locale,
  ): Promise<Admission> {
    const now = this.clock.now();
    await this.database.read(async (m) => {
      const [person] = await this.registrations.findManyInEvent(m, eventId, [registrationId]);
      if (!person) throw AttendanceErrors.registrationNotFound();
      const known = await this.scanRows.find(m, scan.id);
      if (known && known.registrationId !== registrationId) throw AttendanceErrors.scanIdTaken();
      mustBeOpen(await programmeOf(m, this.events, eventId), now, scan.sessionId);
    });
    const input = { ...scan, input: registrationId, method: 'name', ...momentOf(now) } as const;
    const answer = await this.scans.record(eventId, input, actor);
    const ruled = await this.database.read((m) => this.scanRows.rulings(m, [answer.scanId]));
    if (ruled.size === 0)
      await this.conflicts.rule(eventId, answer.scanId, { decision: 'admit', reason }, actor, locale);
    const stored = await this.database.read((m) => this.scanRows.find(m, answer.scanId));
    const [counts, standing] = [await this.scans.counts(eventId), stored?.standing ?? 'refused'];
    return { ...answer, counts, standing };
  }
}
