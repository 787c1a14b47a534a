import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, newId } from '../common/index.js';
import type { Tx } from '../database/index.js';
import { PresenceBook } from './presence-book.js';
import type { Decision, Shown } from './rules/standing.js';
import { ScansRepository, type StoredScan } from './scans.repository.js';

export interface ScanNews {
  id: string;
  eventId: string;
  shown: Shown | null;
  undone: boolean;
}

/**
 * What a phone tells of a scan beside the scan itself: what it showed when our answer did not reach it, and that its
 * officer took it back. Only the phone, or the person, that scanned is believed.
 */
@Injectable()
export class ScanNewsDesk {
  constructor(
    private readonly scans: ScansRepository,
    private readonly book: PresenceBook,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** @param before ids of the scans that were stored before this call */
  async take(tx: Tx, told: ScanNews[], before: ReadonlySet<string>, actor: Actor): Promise<void> {
    const telling = told.filter(({ id, shown, undone }) => undone || (shown !== null && before.has(id)));
    if (telling.length === 0) return;
    const ids = telling.map(({ id }) => id);
    const stored = new Map((await this.scans.stored(tx, ids)).map((scan) => [scan.id, scan]));
    const ruled = await this.scans.rulings(tx, ids);
    const changed: StoredScan[] = [];
    for (const { id, eventId, shown, undone } of telling) {
      const scan = stored.get(id);
      if (scan?.eventId !== eventId || !isBy(scan, actor)) continue;
      // An answer that came late changes nothing of what was shown then.
      const shownNow = shown !== null && scan.shown === null && shown !== scan.verdict;
      const undo = undone && !ruled.has(id);
      if (shownNow) await this.scans.tellShown(tx, id, shown);
      if (undo) await this.undo(tx, scan, actor);
      if (shownNow || undo) changed.push(scan);
    }
    for (const scan of changed) await this.book.follow(tx, scan);
  }

  private async undo(tx: Tx, { id, eventId, registrationId }: StoredScan, actor: Actor): Promise<void> {
    const decision: Decision = 'void';
    const staffId = actor.kind === 'staff' ? actor.id : null;
    const ruling = { id: newId(), scanId: id, eventId, decision, reason: '', staffId, at: this.clock.now() };
    await this.scans.insertRuling(tx, ruling);
    await this.audit.append(tx, {
      actor,
      action: 'attendance.undone',
      subject: { kind: 'scan', id },
      eventId,
      payload: { registrationId },
    });
  }
}

const isBy = (scan: StoredScan, actor: Actor): boolean =>
  actor.device ? scan.deviceId === actor.device.id : actor.kind === 'staff' && scan.staffId === actor.id;
