import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock, newId } from '../common/index.js';
import { Database, driverFault, Transactions } from '../database/index.js';
import type { JobHandler } from './job-handler.js';
import { jobActor, JobRuns } from './job-runs.js';
import type { Job } from './job.entity.js';
import { Jobs } from './jobs.js';
import { JobsRepository } from './jobs.repository.js';
import { isDatabaseAway, recordWhileAway } from './while-away.js';

export interface WorkerSettings {
  /** Jobs at once in this process. */
  concurrency: number;
  leaseMs: number;
  pollMs: number;
  /** How long an ending process waits for its jobs. */
  stopMs: number;
}

export const WORKER_SETTINGS = Symbol('WORKER_SETTINGS');
export const workerSettings: WorkerSettings = { concurrency: 8, leaseMs: 60_000, pollMs: 500, stopMs: 20_000 };

const CONCURRENCY_OF_A_KIND = 2;

interface Running {
  job: Job;
  abort: AbortController;
  ended: Promise<void>;
}

/** Takes due jobs and runs them. Any number of processes may do so on one database: a job is handed to one at a time. */
@Injectable()
export class JobWorker implements OnModuleDestroy {
  private readonly owner = `${hostname().slice(0, 60)}:${process.pid}:${newId()}`;
  private readonly running = new Map<string, Running>();
  private readonly slots = new Map<string, number>();
  private readonly log = new Logger('Jobs');
  private loop: Promise<void> | undefined;
  private heart: NodeJS.Timeout | undefined;
  private stopping = false;
  private away = false;
  private due = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    private readonly jobs: Jobs,
    private readonly runs: JobRuns,
    private readonly repository: JobsRepository,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    @Inject(WORKER_SETTINGS) private readonly settings: WorkerSettings,
  ) {
    jobs.onDue(() => this.wake());
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  start(): void {
    this.stopping = false;
    this.loop ??= this.work();
  }

  /** No new claims; waits for the running jobs, then gives back what is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
    this.loop = undefined;
    await Promise.race([this.allEnded(), sleep(this.settings.stopMs, undefined, { ref: false })]);
    for (const { job, abort } of [...this.running.values()]) {
      abort.abort();
      this.running.delete(job.id);
      await this.runs.release(job).catch((error: unknown) => this.report(error));
    }
    clearInterval(this.heart);
    this.heart = undefined;
  }

  /** Runs everything that is due, and what that makes due, until nothing is left. @returns how many runs it took. */
  async drain(): Promise<number> {
    for (let runs = 0; ;) {
      await this.runs.recover((id) => this.running.has(id));
      const claimed = await this.claim();
      runs += claimed;
      if (claimed === 0 && this.running.size === 0) return runs;
      if (this.running.size > 0) await Promise.race([...this.running.values()].map((run) => run.ended));
    }
  }

  private wake(): void {
    this.due = true;
    this.wakeUp();
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      this.due = false;
      try {
        await this.schedule();
        await this.runs.recover((id) => this.running.has(id));
        while (!this.stopping && (await this.claim()) > 0);
        if (this.away) this.log.log({ message: 'The database is back; jobs go on' });
        this.away = false;
      } catch (error) {
        this.report(error);
      }
      await this.pause();
    }
  }

  private async pause(): Promise<void> {
    if (this.due || this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.settings.pollMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = () => undefined;
  }

  /** The slot of a recurring job is its key, so that exactly one process gets to write it. */
  private async schedule(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const { kind, every } of this.jobs.kinds()) {
      if (!every) continue;
      const slot = Math.floor(now / every) * every;
      if (this.slots.get(kind) === slot) continue;
      const key = `${kind}:${new Date(slot).toISOString()}`;
      await this.transactions.run((tx) => this.jobs.enqueue(tx, { kind, key, payload: {} }), { repeatable: true });
      this.slots.set(kind, slot);
    }
  }

  /** Fills the free places. @returns how many jobs were started. */
  private async claim(): Promise<number> {
    const open = this.jobs.kinds().filter((handler) => this.free(handler) > 0);
    if (open.length === 0) return 0;
    const kinds = open.map((handler) => handler.kind);
    const due = new Set(await this.database.read((m) => this.repository.dueKinds(m, kinds, this.clock.now())));
    let claimed = 0;
    for (const handler of open) {
      const limit = this.free(handler);
      if (limit <= 0 || !due.has(handler.kind)) continue;
      const now = this.clock.now();
      const leaseUntil = new Date(now.getTime() + this.settings.leaseMs);
      const jobs = await this.transactions.run((tx) =>
        this.repository.claim(tx, { kind: handler.kind, limit, owner: this.owner, now, leaseUntil }),
      );
      for (const job of jobs) this.launch(handler, job);
      claimed += jobs.length;
    }
    return claimed;
  }

  private free(handler: JobHandler): number {
    const ofKind = [...this.running.values()].filter(({ job }) => job.kind === handler.kind).length;
    return Math.min(
      this.settings.concurrency - this.running.size,
      (handler.concurrency ?? CONCURRENCY_OF_A_KIND) - ofKind,
    );
  }

  private launch(handler: JobHandler, job: Job): void {
    const abort = new AbortController();
    const ended = this.run(handler, job, abort.signal)
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        if (this.running.get(job.id)?.job === job) this.running.delete(job.id);
        this.wake();
      });
    this.running.set(job.id, { job, abort, ended });
    this.heart ??= setInterval(() => void this.beat(), this.settings.leaseMs / 3).unref();
  }

  private async run(handler: JobHandler, job: Job, signal: AbortSignal): Promise<void> {
    let fault: { error: unknown } | undefined;
    try {
      await handler.run(job.payload, { jobId: job.id, attempt: job.attempts, signal, actor: jobActor(job) });
    } catch (error) {
      fault = { error };
    }
    await recordWhileAway(
      () => (fault ? this.runs.fail(job, fault.error) : this.runs.finish(job)),
      signal,
      (error) => this.report(error),
    );
  }

  private async beat(): Promise<void> {
    for (const { job, abort } of [...this.running.values()]) {
      try {
        const leaseUntil = new Date(this.clock.now().getTime() + this.settings.leaseMs);
        const ours = await this.transactions.run((tx) => this.repository.extend(tx, job, leaseUntil), {
          repeatable: true,
        });
        if (!ours && this.running.get(job.id)?.job === job) abort.abort();
      } catch (error) {
        this.report(error);
      }
    }
  }

  /** A database that is away is said once, not twice a second. */
  private report(error: unknown): void {
    if (!isDatabaseAway(error)) {
      // Without its message: that of a driver quotes values of the row.
      const { name, stack } = error instanceof Error ? error : new Error(String(error));
      const code = driverFault(error).code;
      this.log.error({ message: 'The job worker met a fault', fault: name, code, at: stack?.split('\n').slice(1, 6) });
    } else if (!this.away) {
      this.away = true;
      this.log.warn({ message: 'The database is away; jobs wait' });
    }
  }

  private async allEnded(): Promise<void> {
    await Promise.all([...this.running.values()].map((run) => run.ended));
  }
}
