import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, DomainError } from '../../common/index.js';
import { Database, Transactions, type Tx } from '../../database/index.js';
import { nameKey } from '../../directory/index.js';
import type { ImportRun, PreviewedRow, RowResult } from '../../imports/index.js';
import { CancelService } from '../cancel.service.js';
import { sameSnapshot, type Snapshot } from './participant-row.js';
import type { Registration } from '../registration.entity.js';
import { isLive } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';

/** What an import did to one registration. */
export interface ParticipantTrace {
  registrationId: string;
  /** Null: it was not there. */
  before: Snapshot | null;
  after: Snapshot;
}

/** Stands as the reason of the cancellation in the list and in the audit trail; official records are Indonesian. */
const REASON = 'Impor diurungkan';

type Stays = 'REGISTRATION_CHANGED_SINCE' | 'REGISTRATION_ENDED_SINCE' | 'REGISTRATION_HAS_ARRIVED';

/** Takes an import back: cancels who still stands as it left him, and gives corrected fields their old words. */
@Injectable()
export class UndoParticipants {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly registrations: RegistrationsRepository,
    private readonly cancellation: CancelService,
    private readonly audit: Audit,
  ) {}

  /** Each cancellation is a transaction of its own, since it gives the freed seat to the next in line. */
  async run({ eventId, actor, record }: ImportRun, rows: PreviewedRow[]): Promise<void> {
    for (const row of rows) {
      const trace = row.trace as ParticipantTrace;
      if (trace.before !== null) {
        const { before, after } = trace;
        await this.transactions.run(
          async (tx) =>
            record(tx, [resultOf(row, await this.putBack(tx, trace.registrationId, { before, after }, actor))]),
          { repeatable: true },
        );
        continue;
      }
      const result = resultOf(row, await this.cancel(eventId ?? '', trace, actor));
      await this.transactions.run((tx) => record(tx, [result]), { repeatable: true });
    }
  }

  private async cancel(eventId: string, trace: ParticipantTrace, actor: Actor): Promise<Stays | null> {
    const registration = await this.database.read((m) =>
      this.registrations.findInEvent(m, eventId, trace.registrationId),
    );
    // A run that was killed between the cancellation and its record.
    if (registration?.status === 'cancelled' && registration.endReason === REASON) return null;
    const stays =
      reasonToStay(registration, trace.after) ?? (registration?.arrivedAt ? 'REGISTRATION_HAS_ARRIVED' : null);
    if (stays) return stays;
    try {
      await this.cancellation.byStaff(eventId, trace.registrationId, REASON, actor);
      return null;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'REGISTRATION_ENDED') return 'REGISTRATION_ENDED_SINCE';
      throw error;
    }
  }

  private async putBack(
    tx: Tx,
    id: string,
    { before, after }: { before: Snapshot; after: Snapshot },
    actor: Actor,
  ): Promise<Stays | null> {
    const registration = await this.registrations.find(tx, id);
    const stays = reasonToStay(registration, after);
    if (!registration || stays) return stays ?? 'REGISTRATION_ENDED_SINCE';
    const fields = { ...before, nameKey: nameKey(before.name) };
    if (!(await this.registrations.correct(tx, registration, fields))) return 'REGISTRATION_CHANGED_SINCE';
    await this.audit.append(tx, {
      actor,
      action: 'registration.corrected_by_import',
      subject: { kind: 'registration', id },
      eventId: registration.eventId,
      payload: { code: registration.ticketCode, fields: REASON },
    });
    return null;
  }
}

function reasonToStay(registration: Registration | null, after: Snapshot): Stays | null {
  if (!registration || !isLive(registration.status)) return 'REGISTRATION_ENDED_SINCE';
  return sameSnapshot(registration, after) ? null : 'REGISTRATION_CHANGED_SINCE';
}

const resultOf = (row: PreviewedRow, stays: Stays | null): RowResult =>
  stays ? { rowId: row.id, state: 'kept', reasons: [{ field: '', code: stays }] } : { rowId: row.id, state: 'undone' };
