import { Injectable } from '@nestjs/common';
import { Clock, newId } from '../common/index.js';
import { type Reader, Transactions, type Tx } from '../database/index.js';
import type { JobHandler } from './job-handler.js';
import type { JobState } from './job-status.js';
import type { Job } from './job.entity.js';
import { JobErrors } from './jobs.errors.js';
import { JobsRepository } from './jobs.repository.js';

export interface NewJob {
  kind: string;
  /** A second job with the same key is not made, whatever became of the first. */
  key?: string;
  payload: object;
  runAt?: Date;
  maxAttempts?: number;
}

const MAX_ATTEMPTS = 10;

/** The durable queue as the capabilities see it. */
@Injectable()
export class Jobs {
  private readonly handlers = new Map<string, JobHandler>();
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly repository: JobsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  register(handler: JobHandler): void {
    if (this.handlers.has(handler.kind)) throw new Error(`Two handlers for jobs of kind ${handler.kind}`);
    this.handlers.set(handler.kind, handler);
  }

  handler(kind: string): JobHandler | undefined {
    return this.handlers.get(kind);
  }

  kinds(): JobHandler[] {
    return [...this.handlers.values()];
  }

  /** Written in the transaction of its cause: it is there if and only if that commits. */
  enqueue(tx: Tx, job: NewJob): Promise<void> {
    return this.enqueueMany(tx, [job]);
  }

  async enqueueMany(tx: Tx, jobs: NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const now = this.clock.now();
    await this.repository.insert(
      tx,
      jobs.map((job) => ({
        id: newId(),
        kind: job.kind,
        key: job.key ?? null,
        payload: job.payload,
        state: 'ready',
        runAt: job.runAt ?? now,
        attempts: 0,
        maxAttempts: job.maxAttempts ?? MAX_ATTEMPTS,
        leaseUntil: null,
        owner: null,
        lastError: null,
        createdAt: now,
        finishedAt: null,
      })),
    );
    this.wakeAfter(tx);
  }

  /** A person asks for another try of a dead job, or does not want to wait for the next one. */
  async retry(tx: Tx, id: string): Promise<Job> {
    const job = await this.repository.find(tx, id);
    if (!job) throw JobErrors.notFound();
    if (!(await this.revive(tx, job, 'retry'))) throw JobErrors.notRetryable();
    return (await this.repository.find(tx, id)) ?? job;
  }

  /** The owner of a job wants it done (again), now. @returns false when there is no such job, or it runs at this moment. */
  async repeat(tx: Tx, key: string): Promise<boolean> {
    const [job] = await this.repository.findByKeys(tx, [key]);
    return job !== undefined && (await this.revive(tx, job, 'repeat'));
  }

  list(m: Reader, filter: { state?: JobState; kind?: string; before?: string; limit: number }): Promise<Job[]> {
    return this.repository.list(m, filter);
  }

  counts(m: Reader): Promise<Record<JobState, number>> {
    return this.repository.counts(m);
  }

  async byKeys(m: Reader, keys: string[]): Promise<Map<string, Job>> {
    const jobs = await this.repository.findByKeys(m, keys);
    return new Map(jobs.map((job) => [job.key ?? '', job]));
  }

  /** `listener` is called after the commit of each transaction that made a job due. */
  onDue(listener: () => void): void {
    this.listeners.push(listener);
  }

  private async revive(tx: Tx, job: Job, move: 'retry' | 'repeat'): Promise<boolean> {
    if (!(await this.repository.revive(tx, job, move, this.clock.now()))) return false;
    await this.handler(job.kind)?.revived?.(tx, job.payload);
    this.wakeAfter(tx);
    return true;
  }

  private wakeAfter(tx: Tx): void {
    this.transactions.afterCommit(tx, () => {
      for (const listener of this.listeners) listener();
    });
  }
}
