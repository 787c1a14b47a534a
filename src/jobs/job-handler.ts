import type { Actor } from '../common/index.js';
import type { Tx } from '../database/index.js';

export interface JobContext {
  jobId: string;
  /** 1 on the first run. */
  attempt: number;
  /** Aborted when the lease was lost or the process ends: whatever is still done may be done by somebody else as well. */
  signal: AbortSignal;
  actor: Actor;
}

/** What runs the jobs of one kind. A job may run twice (a crash after its effect), so the effect must bear it. */
export interface JobHandler {
  kind: string;
  /** Jobs of this kind at once in one process; a hung mail server must not hold up certificates. */
  concurrency?: number;
  /** Runs once per slot of so many milliseconds, however many processes there are. */
  every?: number;
  run(payload: unknown, context: JobContext): Promise<void>;
  /** In the transaction that declares the job dead, so that what waits for it can show that. */
  died?(tx: Tx, payload: unknown, context: { jobId: string; actor: Actor; error: string }): Promise<void>;
  /** In the transaction in which a person asks for another try. */
  revived?(tx: Tx, payload: unknown): Promise<void>;
}

/** Another try would fail in the same way: the job is dead at once. */
export class PermanentFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PermanentFailure';
  }
}
