import { Injectable } from '@nestjs/common';
import { type Actor, Clock, newId } from '../common/index.js';
import { insertRows, type Reader, type Tx } from '../database/index.js';
import { AuditEntry } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';

export interface NewAuditEntry {
  actor: Actor;
  /** `<capability>.<past verb>`; its text is the message `audit_<capability>_<past verb>`. */
  action: string;
  subject: { kind: string; id: string };
  eventId?: string | null;
  /** Ids, numbers and states; never a NIP, a phone number, an address or free text about a person. */
  payload?: Record<string, unknown>;
}

@Injectable()
export class Audit {
  constructor(
    private readonly entries: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /** Writes the entry in the transaction of the change itself: no change without its entry, no entry without its change. */
  append(tx: Tx, entry: NewAuditEntry): Promise<void> {
    return this.appendMany(tx, [entry]);
  }

  /** When each of them last did something. */
  lastActs(m: Reader, actorIds: string[]): Promise<ReadonlyMap<string, Date>> {
    return this.entries.lastActs(m, actorIds);
  }

  async appendMany(tx: Tx, entries: NewAuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const at = this.clock.now();
    await insertRows(
      tx,
      AuditEntry,
      entries.map((entry) => toRow(entry, at)),
    );
  }
}

function toRow(entry: NewAuditEntry, at: Date): AuditEntry {
  return {
    id: newId(),
    at,
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    eventId: entry.eventId ?? null,
    correlationId: entry.actor.correlationId,
    payload: entry.payload ?? {},
  };
}
