import { Injectable, Logger } from '@nestjs/common';
import { type Actor, Clock } from '../common/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { type JobHandler, PermanentFailure } from './job-handler.js';
import { retryDelay } from './job-status.js';
import type { Job } from './job.entity.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';

const ERROR_LENGTH = 2_000;

/** What may become of one run: done, another try later, dead; or its worker was lost. */
@Injectable()
export class JobRuns {
  private readonly log = new Logger('Jobs');

  constructor(
    private readonly jobs: Jobs,
    private readonly repository: JobsRepository,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async finish(run: Job): Promise<void> {
    await this.transactions.run(
      (tx) => this.repository.end(tx, run, 'finish', { finishedAt: this.clock.now(), lastError: null }),
      { repeatable: true },
    );
  }

  async fail(run: Job, error: unknown): Promise<void> {
    const last = error instanceof PermanentFailure || run.attempts >= run.maxAttempts;
    const words = inWords(error);
    await this.transactions.run(
      (tx) =>
        last
          ? this.bury(tx, run, words)
          : this.repository.end(tx, run, 'wait', {
              runAt: new Date(this.clock.now().getTime() + retryDelay(run.attempts)),
              lastError: words,
            }),
      { repeatable: true },
    );
    // The words of a fault may name a person; they stand in the row, not in the log.
    const entry = {
      job: run.id,
      kind: run.kind,
      attempt: run.attempts,
      fault: error instanceof Error ? error.name : '',
    };
    if (last) this.log.error({ ...entry, message: 'The job is dead' });
    else this.log.warn({ ...entry, message: 'The job is tried again later' });
  }

  /** Gives an unfinished job back, with the attempt that the end of this process took from it. */
  async release(run: Job): Promise<void> {
    await this.transactions.run(
      (tx) => this.repository.end(tx, run, 'wait', { runAt: this.clock.now(), attempts: run.attempts - 1 }),
      { repeatable: true },
    );
  }

  /** Jobs whose lease ended without a result become due again. `alive` are the runs that this process knows to be going on. */
  async recover(alive: (jobId: string) => boolean): Promise<void> {
    const now = this.clock.now();
    const lost = (await this.database.read((m) => this.repository.expired(m, now))).filter((job) => !alive(job.id));
    for (const job of lost) {
      const words = `the process that ran attempt ${job.attempts} was lost`;
      const recovered = await this.transactions.run(
        (tx) =>
          job.attempts >= job.maxAttempts
            ? this.bury(tx, job, words)
            : this.repository.end(tx, job, 'wait', { runAt: now, lastError: words }),
        { repeatable: true },
      );
      if (recovered) this.log.warn({ job: job.id, kind: job.kind, attempt: job.attempts, message: 'A lease ended' });
    }
  }

  private async bury(tx: Tx, run: Job, words: string): Promise<boolean> {
    const finishedAt = this.clock.now();
    if (!(await this.repository.end(tx, run, 'bury', { finishedAt, lastError: words }))) return false;
    const handler: JobHandler | undefined = this.jobs.handler(run.kind);
    await handler?.died?.(tx, run.payload, { jobId: run.id, actor: jobActor(run), error: words });
    return true;
  }
}

export const jobActor = (job: Pick<Job, 'id' | 'kind'>): Actor => ({
  kind: 'job',
  id: job.id,
  name: job.kind,
  correlationId: null,
});

function inWords(error: unknown): string {
  const words =
    error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error);
  return words.slice(0, ERROR_LENGTH);
}
