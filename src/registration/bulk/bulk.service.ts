import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { type Actor, Clock, errorText, type Locale, newId, validationFailed } from '../../common/index.js';
import { Database, Transactions, type Tx } from '../../database/index.js';
import { type JobContext, type JobHandler, Jobs } from '../../jobs/index.js';
import { printedNameOf } from '../form/applicant.js';
import { ListFilters } from '../list/list-filters.js';
import { keyAfter, RegistrationListRepository } from '../list/registration-list.repository.js';
import { RegistrationErrors } from '../registration.errors.js';
import type { Key } from '../list/list-sql.js';
import type { BulkRequest, BulkRunView } from '../dto/bulk.dto.js';
import { BulkActs } from './bulk-acts.js';
import type { BulkRun } from './bulk-run.entity.js';
import { BulkRepository } from './bulk.repository.js';

/** Done while the request waits; more rows are left to the worker, and the page shows how far it is. */
const AT_ONCE = 200;
const PORTION = 50;
const ROWS_PER_READ = 5_000;
const REFUSALS_SHOWN = 100;
const MINUTE = 60_000;
const NEEDS_REASON = ['decline', 'cancel'];

/**
 * One act on many rows. Its rows are written down before the first is touched, so those that change meanwhile are neither
 * left out nor done twice. The job is made in any case: it ends what a crash interrupts.
 */
@Injectable()
export class Bulk implements JobHandler, OnModuleInit {
  readonly kind = 'registration.bulk';
  readonly concurrency = 1;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly filters: ListFilters,
    private readonly list: RegistrationListRepository,
    private readonly runs: BulkRepository,
    private readonly acts: BulkActs,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  /** @throws DomainError VALIDATION when a reason is missing, or there are neither ids nor a filter. */
  async start(eventId: string, request: BulkRequest, actor: Actor, locale: Locale): Promise<BulkRunView> {
    const reason = request.reason?.trim() ?? '';
    if (NEEDS_REASON.includes(request.act) && !reason) throw validationFailed([{ field: 'reason', code: 'REQUIRED' }]);
    if (!request.ids === !request.filter) throw validationFailed([{ field: 'ids', code: 'REQUIRED' }]);
    const run = await this.transactions.run((tx) => this.written(tx, eventId, request, reason, actor));
    if (run.total <= AT_ONCE) await this.work(run, new AbortController().signal);
    return this.view(eventId, run.id, locale);
  }

  /** @throws DomainError BULK_NOT_FOUND */
  async view(eventId: string, id: string, locale: Locale): Promise<BulkRunView> {
    return this.database.read(async (m) => {
      const run = await this.runs.find(m, eventId, id);
      if (!run) throw RegistrationErrors.bulkNotFound();
      const counts = await this.runs.countByOutcome(m, id);
      const codes = [...counts.keys()].filter((outcome) => !['todo', 'begun', 'done'].includes(outcome));
      const refused = await this.runs.refused(m, run, codes, REFUSALS_SHOWN);
      return {
        id,
        act: run.act,
        total: run.total,
        done: counts.get('done') ?? 0,
        refused: codes.reduce((sum, code) => sum + (counts.get(code) ?? 0), 0),
        finished: run.finishedAt !== null,
        undone: run.undoneAt !== null,
        refusals: refused.map(({ id: registrationId, code, registration }) => ({
          id: registrationId,
          printedName: registration && printedNameOf(registration),
          code,
          message: errorText(code, {}, locale),
        })),
      };
    });
  }

  /** Takes back what can be taken back: whose mail has not gone out. */
  async undo(eventId: string, id: string, actor: Actor, locale: Locale): Promise<BulkRunView> {
    const run = await this.transactions.run(async (tx) => {
      const found = await this.runs.find(tx, eventId, id);
      if (!found) throw RegistrationErrors.bulkNotFound();
      const undoable = found.act === 'approve' || found.act === 'decline';
      if (!undoable || !(await this.runs.takeUndo(tx, id, this.clock.now()))) throw RegistrationErrors.nothingToUndo();
      return found;
    });
    for (let left = true; left;) {
      const items = await this.database.read((m) => this.runs.items(m, id, ['done'], PORTION));
      const ids = items.map(({ registrationId }) => registrationId);
      if (ids.length > 0) await this.record(id, await this.acts.undo({ ...run, actor }, ids), 'UNDONE');
      left = ids.length === PORTION;
    }
    return this.view(eventId, id, locale);
  }

  async run(payload: unknown, { signal }: JobContext): Promise<void> {
    const { runId } = payload as { runId: string };
    const run = await this.database.read((m) => this.runs.byId(m, runId));
    if (run && !run.finishedAt) await this.work(run, signal);
  }

  private async written(tx: Tx, eventId: string, { act, ids, filter }: BulkRequest, reason: string, actor: Actor) {
    const wanted = ids ? [...new Set(ids)] : await this.matching(tx, eventId, filter ?? {});
    const now = this.clock.now();
    const run: BulkRun = {
      id: newId(),
      eventId,
      act,
      reason,
      actor,
      total: wanted.length,
      createdAt: now,
      finishedAt: null,
      undoneAt: null,
    };
    await this.runs.insert(tx, run, wanted);
    const runAt = new Date(now.getTime() + (run.total > AT_ONCE ? 0 : MINUTE));
    await this.jobs.enqueue(tx, { kind: this.kind, key: `${this.kind}:${run.id}`, payload: { runId: run.id }, runAt });
    await this.audit.append(tx, {
      actor,
      action: 'registration.bulk_started',
      subject: { kind: 'event', id: eventId },
      eventId,
      payload: { act, count: run.total },
    });
    return run;
  }

  private async matching(tx: Tx, eventId: string, query: NonNullable<BulkRequest['filter']>): Promise<string[]> {
    const reading = await this.list.reading(tx, eventId, await this.filters.read(tx, eventId, query), 'created');
    const ids: string[] = [];
    for (let after: Key | null = null; ;) {
      const rows = await this.list.page(tx, eventId, reading, after, ROWS_PER_READ);
      ids.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_PER_READ) return ids;
      after = keyAfter(tx, reading, last);
    }
  }

  private async work(run: BulkRun, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const items = await this.transactions.run(async (tx) => {
        const some = await this.runs.items(tx, run.id, ['begun', 'todo'], PORTION);
        await this.runs.mark(
          tx,
          run.id,
          some.map(({ registrationId }) => registrationId),
          'begun',
        );
        return some;
      });
      if (items.length === 0) {
        await this.transactions.run((tx) => this.runs.finish(tx, run.id, this.clock.now()));
        return;
      }
      const decided = await this.acts.perform(
        run,
        items.map(({ registrationId }) => registrationId),
      );
      const open = items.filter(({ outcome }) => outcome === 'begun').map(({ registrationId }) => registrationId);
      const before = open.length > 0 ? await this.acts.wasDone(run, open) : new Set<string>();
      await this.record(run.id, {
        done: [...decided.done, ...decided.refused.filter(({ id }) => before.has(id)).map(({ id }) => id)],
        refused: decided.refused.filter(({ id }) => !before.has(id)),
      });
    }
  }

  private record(runId: string, { done, refused }: Awaited<ReturnType<BulkActs['perform']>>, doneAs = 'done') {
    return this.transactions.run(async (tx) => {
      await this.runs.mark(tx, runId, done, doneAs);
      const codes = new Set(refused.map(({ code }) => code));
      for (const code of codes) {
        const ids = refused.filter((one) => one.code === code).map(({ id }) => id);
        await this.runs.mark(tx, runId, ids, code);
      }
    });
  }
}
