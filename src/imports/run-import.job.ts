import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, DomainError } from '../common/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { type JobContext, type JobHandler, Jobs } from '../jobs/index.js';
import type { ImportBatch, ImportRow } from './import.entity.js';
import type { ImportRun } from './import-handler.js';
import { ImportHandlers } from './import-handlers.js';
import type { ImportState } from './import-status.js';
import { ImportsRepository } from './imports.repository.js';

export type RunKind = 'apply' | 'undo';

interface Run {
  job: string;
  /** State of the import while it runs, and when it has ended. */
  state: ImportState;
  ended: ImportState;
  /** State of the rows that it takes. */
  from: 'open' | 'applied';
}

export const runKinds: Record<RunKind, Run> = {
  apply: { job: 'imports.apply', state: 'applying', ended: 'done', from: 'open' },
  undo: { job: 'imports.undo', state: 'undoing', ended: 'undone', from: 'applied' },
};

export const runKey = (run: RunKind, batchId: string): string => `${runKinds[run].job}:${batchId}`;

const PORTION = 100;

interface Payload {
  batchId: string;
  actor: Actor;
}

/** Applies or undoes an import in portions. A row's state says whether it is done, so a killed run goes on where it was. */
@Injectable()
export class RunImportJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly handlers: ImportHandlers,
    private readonly imports: ImportsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const run of ['apply', 'undo'] as const) this.jobs.register(this.handler(run));
  }

  private handler(run: RunKind): JobHandler {
    const { job, state } = runKinds[run];
    return {
      kind: job,
      concurrency: 1,
      run: (payload, context) => this.run(run, payload as Payload, context),
      died: async (tx, payload) => void (await this.imports.move(tx, (payload as Payload).batchId, 'stopped')),
      revived: async (tx, payload) => void (await this.imports.move(tx, (payload as Payload).batchId, state)),
    };
  }

  private async run(run: RunKind, { batchId, actor }: Payload, { signal }: JobContext): Promise<void> {
    const { from, state } = runKinds[run];
    const batch = await this.database.read((m) => this.imports.find(m, batchId));
    if (batch?.state !== state) return;
    for (let left = Infinity; ;) {
      signal.throwIfAborted();
      const rows = await this.database.read((m) => this.imports.next(m, batchId, from, PORTION));
      if (rows.length === 0) break;
      await this.portion(run, batch, actor, rows);
      const now = await this.left(batchId, from);
      if (now >= left) throw new Error(`Rows of import ${batchId} end without a result`);
      left = now;
    }
    await this.finish(run, batch, actor);
  }

  /** When a portion fails, each of its rows is tried alone, so that only the guilty one is refused. */
  private async portion(run: RunKind, batch: ImportBatch, actor: Actor, rows: ImportRow[]): Promise<void> {
    const handler = this.handlers.get(batch.kind);
    const context: ImportRun = {
      batchId: batch.id,
      eventId: batch.eventId,
      actor,
      record: (tx, results) => this.imports.record(tx, results),
    };
    try {
      await handler[run](context, rows);
    } catch (error) {
      const [only] = rows;
      if (rows.length > 1 || !only) for (const row of rows) await this.portion(run, batch, actor, [row]);
      else await this.refuse(run, only, error);
    }
  }

  /** A refusal is a result; every other fault is for another try of the job. */
  private async refuse(run: RunKind, row: ImportRow, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || error.status >= 500) throw error;
    const reasons = [{ field: '', code: error.code }];
    const result =
      run === 'apply'
        ? ({ rowId: row.id, state: 'idle', outcome: 'refused', reasons } as const)
        : ({ rowId: row.id, state: 'kept', reasons } as const);
    await this.transactions.run((tx) => this.imports.record(tx, [result]), { repeatable: true });
  }

  private async left(batchId: string, from: Run['from']): Promise<number> {
    const counts = await this.database.read((m) => this.imports.counts(m, [batchId]));
    return (counts.get(batchId) ?? []).reduce((sum, row) => sum + (row.state === from ? row.count : 0), 0);
  }

  private async finish(run: RunKind, batch: ImportBatch, actor: Actor): Promise<void> {
    await this.transactions.run(
      async (tx: Tx) => {
        if (!(await this.imports.move(tx, batch.id, runKinds[run].ended, { endedAt: this.clock.now() }))) return;
        const counts = (await this.imports.counts(tx, [batch.id])).get(batch.id) ?? [];
        const sum = (state: string) => counts.reduce((all, row) => all + (row.state === state ? row.count : 0), 0);
        const payload = { kind: batch.kind, applied: sum('applied'), undone: sum('undone'), kept: sum('kept') };
        await this.audit.append(tx, {
          actor,
          action: `imports.${run}_ended`,
          subject: { kind: 'import', id: batch.id },
          eventId: batch.eventId,
          payload,
        });
      },
      { repeatable: true },
    );
  }
}
