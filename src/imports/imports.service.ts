import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, newId, type Upload } from '../common/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { readSheet, SheetFault } from '../documents/index.js';
import { Jobs } from '../jobs/index.js';
import { readTable } from './heading.js';
import { ImportBatch, ImportRow } from './import.entity.js';
import type { CheckedRow, ImportHandler, Verdict } from './import-handler.js';
import { ImportHandlers } from './import-handlers.js';
import { ImportErrors } from './imports.errors.js';
import { ImportsRepository } from './imports.repository.js';
import { runKey, type RunKind, runKinds } from './run-import.job.js';

/** Rows under the heading, which may stand a little lower. */
const LIMITS = { rows: 20_020, columns: 200 };

/** Files become rows that were judged; a person says yes, and a job does what was shown. */
@Injectable()
export class Imports {
  private readonly log = new Logger(Imports.name);

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly handlers: ImportHandlers,
    private readonly imports: ImportsRepository,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the file and judges every row; nothing else changes.
   * @returns the id of the import
   * @throws DomainError VALIDATION on `file` with the reason; what the handler refuses as a whole.
   */
  async upload(kind: string, eventId: string | null, { bytes, fileName }: Upload, actor: Actor): Promise<string> {
    const handler = this.handlers.get(kind);
    const sheet = await readSheet(bytes, LIMITS).catch((error: unknown) => {
      if (!(error instanceof SheetFault)) throw error;
      if (error.cause) this.log.warn({ fault: error.code, message: 'A spreadsheet could not be read' });
      throw ImportErrors.unreadable(error);
    });
    const { fields, rows } = readTable(sheet, handler);
    const checked = rows.map((row): CheckedRow => ({ id: newId(), ...row }));
    const verdicts = await this.judge(handler, eventId, checked);
    const batch: ImportBatch = {
      id: newId(),
      kind,
      eventId,
      fileName,
      state: 'checked',
      fields,
      toDo: 0,
      createdBy: actor.name ?? '',
      createdAt: this.clock.now(),
      endedAt: null,
    };
    await this.transactions.run(async (tx) => {
      await this.imports.insert(
        tx,
        batch,
        checked.map((row, index) => rowOf(batch.id, row, verdicts[index] as Verdict)),
      );
      await this.note(tx, 'imports.checked', batch, actor, { rows: rows.length });
    });
    return batch.id;
  }

  /** @throws DomainError IMPORT_NOT_FOUND, IMPORT_NOT_NOW, IMPORT_NOTHING_TO_DO. */
  apply(scope: ImportOf, actor: Actor): Promise<void> {
    return this.begin(scope, 'apply', actor);
  }

  /** @throws DomainError IMPORT_NOT_FOUND, IMPORT_NOT_NOW, IMPORT_NOTHING_TO_DO. */
  undo(scope: ImportOf, actor: Actor): Promise<void> {
    return this.begin(scope, 'undo', actor);
  }

  private begin(scope: ImportOf, run: RunKind, actor: Actor): Promise<void> {
    const { state, from, job } = runKinds[run];
    return this.transactions.run(async (tx) => {
      const batch = await this.imports.find(tx, scope.importId);
      if (!batch || !isOf(batch, scope)) throw ImportErrors.notFound();
      const counts = (await this.imports.counts(tx, [batch.id])).get(batch.id) ?? [];
      const toDo = counts.filter((row) => row.state === from).reduce((sum, { count }) => sum + count, 0);
      if (toDo === 0 && batch.state !== 'stopped') throw ImportErrors.nothingToDo();
      if (!(await this.imports.move(tx, batch.id, state, { toDo, endedAt: null }))) throw ImportErrors.notNow();
      await this.note(tx, `imports.${run}_begun`, batch, actor, { rows: toDo });
      const key = runKey(run, batch.id);
      const payload = { batchId: batch.id, actor };
      if (await this.jobs.repeat(tx, key)) return;
      await this.jobs.enqueue(tx, { kind: job, key, payload });
    });
  }

  private async judge(handler: ImportHandler, eventId: string | null, rows: CheckedRow[]): Promise<Verdict[]> {
    const verdicts = await handler.check(eventId, rows);
    return verdicts.map((verdict, index) => withBrokenFormulas(verdict, rows[index] as CheckedRow));
  }

  private note(tx: Tx, action: string, batch: ImportBatch, actor: Actor, payload: object): Promise<void> {
    const subject = { kind: 'import', id: batch.id };
    return this.audit.append(tx, {
      actor,
      action,
      subject,
      eventId: batch.eventId,
      payload: { kind: batch.kind, ...payload },
    });
  }
}

/** An import of these kinds and of this event; one of another place is not found. */
export interface ImportOf {
  importId: string;
  kinds: readonly string[];
  eventId: string | null;
}

export const isOf = (batch: ImportBatch, { kinds, eventId }: ImportOf): boolean =>
  kinds.includes(batch.kind) && batch.eventId === eventId;

const FORMULA_FAULT = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)$/;

/** What a formula failed with is no value of any field. */
function withBrokenFormulas(verdict: Verdict, { cells }: CheckedRow): Verdict {
  const broken = Object.entries(cells).flatMap(([field, cell = '']) =>
    FORMULA_FAULT.test(cell) ? [{ field, code: 'IMPORT_FORMULA', params: { written: cell } }] : [],
  );
  if (broken.length === 0) return verdict;
  const others = verdict.reasons.filter(({ field }) => !broken.some((one) => one.field === field));
  return { ...verdict, outcome: 'refused', changes: [], reasons: [...broken, ...others] };
}

const rowOf = (batchId: string, row: CheckedRow, verdict: Verdict): ImportRow => ({
  ...row,
  ...verdict,
  batchId,
  state: verdict.outcome === 'new' || verdict.outcome === 'changed' ? 'open' : 'idle',
  trace: null,
});
