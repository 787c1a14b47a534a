import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, DomainError } from '../../common/index.js';
import { Transactions } from '../../database/index.js';
import { Mail } from '../../mail/index.js';
import { CancelService } from '../cancel.service.js';
import { type Decided, Decisions } from '../decisions.service.js';
import { registrationMail } from '../mails/registration-mail.js';
import type { RegistrationStatus } from '../registration-status.js';
import { RegistrationsRepository } from '../registrations.repository.js';
import type { BulkAct, BulkRun } from './bulk-run.entity.js';
import { BulkRepository } from './bulk.repository.js';

/** What a row is when the act has been done to it: how a run after a crash knows its own work. */
const RESULT: Partial<Record<BulkAct, RegistrationStatus>> = {
  approve: 'confirmed',
  decline: 'declined',
  cancel: 'cancelled',
};

/** Does to a few rows what the run is about, each of them for itself. */
@Injectable()
export class BulkActs {
  constructor(
    private readonly transactions: Transactions,
    private readonly decisions: Decisions,
    private readonly cancellation: CancelService,
    private readonly runs: BulkRepository,
    private readonly registrations: RegistrationsRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  perform(run: BulkRun, ids: string[]): Promise<Decided> {
    const { act, eventId, reason, actor } = run;
    if (act === 'approve') return this.decisions.approve(eventId, ids, actor);
    if (act === 'decline') return this.decisions.decline(eventId, ids, reason, actor);
    return act === 'cancel' ? this.cancel(eventId, ids, reason, actor) : this.remind(run, ids);
  }

  undo({ eventId, actor }: BulkRun, ids: string[]): Promise<Decided> {
    return this.decisions.undo(eventId, ids, actor);
  }

  /** Of those whose outcome a crash left open: refused now, because it was done before. */
  async wasDone({ act, eventId }: BulkRun, ids: string[]): Promise<Set<string>> {
    return this.transactions.run(async (tx) => {
      const rows = await this.registrations.findManyInEvent(tx, eventId, ids);
      return new Set(rows.filter(({ status }) => status === RESULT[act]).map(({ id }) => id));
    });
  }

  private async cancel(eventId: string, ids: string[], reason: string, actor: Actor): Promise<Decided> {
    const decided: Decided = { done: [], refused: [] };
    for (const id of ids) {
      try {
        await this.cancellation.byStaff(eventId, id, reason, actor);
        decided.done.push(id);
      } catch (error) {
        if (!(error instanceof DomainError) || error.status >= 500) throw error;
        decided.refused.push({ id, code: error.code });
      }
    }
    return decided;
  }

  /** Written down with the mails, since no state of the row would tell a run after a crash that he was reminded. */
  private remind({ id: runId, eventId, actor }: BulkRun, ids: string[]): Promise<Decided> {
    return this.transactions.run(async (tx) => {
      const rows = await this.registrations.findManyInEvent(tx, eventId, ids);
      const confirmed = rows.filter(({ status }) => status === 'confirmed');
      const done = new Set(confirmed.map(({ id }) => id));
      await this.mail.queueMany(
        tx,
        confirmed.map((row) => registrationMail(row, 'registration_reminder')),
      );
      await this.runs.mark(tx, runId, [...done], 'done');
      if (done.size > 0) {
        await this.audit.append(tx, {
          actor,
          action: 'registration.reminded',
          subject: { kind: 'event', id: eventId },
          eventId,
          payload: { count: done.size },
        });
      }
      const known = new Set(rows.map(({ id }) => id));
      const codeOf = (id: string) => (known.has(id) ? 'NOT_CONFIRMED' : 'REGISTRATION_NOT_FOUND');
      const refused = ids.filter((id) => !done.has(id)).map((id) => ({ id, code: codeOf(id) }));
      return { done: [...done], refused };
    });
  }
}
