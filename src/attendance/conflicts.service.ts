import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, newId } from '../common/index.js';
import { Database, type Reader, Transactions } from '../database/index.js';
import { printedName } from '../directory/index.js';
import { Events } from '../events/index.js';
import { AttendanceErrors } from './attendance.errors.js';
import type { ConflictView, DoorSighting, NewRuling } from './dto/conflict.dto.js';
import { PresenceBook } from './presence-book.js';
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
    private readonly audit: Audit,
  ) {}

  /** Those that wait for a ruling, in the order in which they were reported. */
  open(eventId: string): Promise<ConflictView[]> {
    return this.database.read(async (m) => {
      await this.events.find(m, eventId);
      const views: ConflictView[] = [];
      for (const scan of await this.scans.inConflict(m, eventId)) views.push(await this.view(m, scan));
      return views;
    });
  }

  /** Changes what follows from the scan, never the scan. The newest ruling counts. */
  async rule(eventId: string, scanId: string, { decision, reason = '' }: NewRuling, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const scan = await this.scans.find(tx, scanId);
      if (scan?.eventId !== eventId) throw AttendanceErrors.scanNotFound();
      const ruling = { id: newId(), scanId, eventId, decision, reason, at: this.clock.now() };
      await this.scans.insertRuling(tx, { ...ruling, staffId: actor.kind === 'staff' ? actor.id : null });
      await this.book.follow(tx, scan);
      await this.audit.append(tx, {
        actor,
        action: 'attendance.ruled',
        subject: { kind: 'scan', id: scanId },
        eventId,
        payload: { decision, conflict: scan.conflict, registrationId: scan.registrationId },
      });
    });
  }

  private async view(m: Reader, scan: Scan): Promise<ConflictView> {
    const { id: scanId, conflict, verdict, direction, registration } = scan;
    return {
      scanId,
      conflict: conflict ?? verdict,
      direction,
      person: registration ? { printedName: printedName(registration), unit: registration.unitText } : null,
      seen: sightingOf(scan),
      first: conflict === 'double' ? await this.book.admissionBefore(m, scan) : null,
    };
  }
}

const sightingOf = (scan: Scan): DoorSighting => ({
  at: doorTime(scan).toISOString(),
  gate: scan.gate?.name ?? null,
  device: scan.deviceLabel,
});
