import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Database, Transactions } from '../../src/database/index.js';
import { Jobs, JobWorker, PermanentFailure, type WorkerSettings } from '../../src/jobs/index.js';
import { JobRuns } from '../../src/jobs/job-runs.js';
import { workerSettings } from '../../src/jobs/job-worker.js';
import { JobsRepository } from '../../src/jobs/jobs.repository.js';
import { TestApp } from '../support/app.js';

interface JobRow {
  state: string;
  attempts: number;
  last_error: string | null;
}

const HOUR = 3_600_000;

describe('jobs', () => {
  let app: TestApp;
  let jobs: Jobs;
  let runs: JobRuns;
  let worker: JobWorker;
  const workers: JobWorker[] = [];
  let transactions: Transactions;
  let work: (payload: unknown, attempt: number, signal: AbortSignal) => Promise<void>;
  let ran: unknown[] = [];
  let buried: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    transactions = app.get(Transactions);
    // Its own queue: what recurs in the whole application would run here too, and end when it likes.
    jobs = new Jobs(app.get(JobsRepository), transactions, app.clock);
    runs = new JobRuns(jobs, app.get(JobsRepository), app.get(Database), transactions, app.clock);
    worker = newWorker({});
    jobs.register({
      kind: 'test.work',
      concurrency: 4,
      run: async (payload, { attempt, signal }) => {
        ran.push(payload);
        await work(payload, attempt, signal);
      },
      died: (_tx, _payload, { error }) => {
        buried.push(error);
        return Promise.resolve();
      },
    });
  });
  afterEach(() => Promise.all(workers.map((each) => each.stop())));
  afterAll(() => app.close());
  beforeEach(async () => {
    ran = [];
    buried = [];
    work = () => Promise.resolve();
    await app.db.query('DELETE FROM job');
  });

  const enqueue = (payload: object, more: { key?: string; maxAttempts?: number; runAt?: Date } = {}) =>
    transactions.run((tx) => jobs.enqueue(tx, { kind: 'test.work', payload, ...more }));
  const row = async (): Promise<JobRow> => {
    const [found] = await app.db.query<JobRow>("SELECT state, attempts, last_error FROM job WHERE kind = 'test.work'");
    if (!found) throw new Error('there is no job');
    return found;
  };
  const newWorker = (settings: Partial<WorkerSettings>) => {
    const all = { ...workerSettings, ...settings };
    const made = new JobWorker(jobs, runs, app.get(JobsRepository), app.get(Database), transactions, app.clock, all);
    workers.push(made);
    return made;
  };
  const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 5000; !(await condition()) && Date.now() < end;) await sleep(5);
    expect(await condition()).toBe(true);
  };

  it('exist only if the transaction of their cause commits', async () => {
    const failed = transactions.run(async (tx) => {
      await jobs.enqueue(tx, { kind: 'test.work', payload: {} });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await worker.drain()).toBe(0);
  });

  it('are made once for a key, and the second does not break its transaction', async () => {
    await enqueue({ n: 1 }, { key: 'one' });
    await transactions.run(async (tx) => {
      await jobs.enqueue(tx, { kind: 'test.work', key: 'one', payload: { n: 2 } });
      await jobs.enqueue(tx, { kind: 'test.work', key: 'two', payload: { n: 3 } });
    });
    await worker.drain();
    await enqueue({ n: 4 }, { key: 'one' });
    await worker.drain();
    expect(ran).toEqual([{ n: 1 }, { n: 3 }]);
  });

  it('wait for their time', async () => {
    await enqueue({}, { runAt: new Date(app.clock.now().getTime() + 60_000) });
    expect(await worker.drain()).toBe(0);
    app.clock.advance(60_000);
    expect(await worker.drain()).toBe(1);
  });

  it('come back after 5, 10, 20 … seconds, give or take a fifth, until an attempt succeeds', async () => {
    work = (_payload, attempt) => (attempt < 4 ? Promise.reject(new Error(`attempt ${attempt}`)) : Promise.resolve());
    await enqueue({});
    await worker.drain();
    for (const seconds of [5, 10, 20]) {
      app.clock.advance(seconds * 790);
      expect(await worker.drain()).toBe(0);
      app.clock.advance(seconds * 420);
      expect(await worker.drain()).toBe(1);
    }
    expect(await row()).toEqual({ state: 'done', attempts: 4, last_error: null });
  });

  it('are dead after their last attempt, with the reason, and live again when asked', async () => {
    work = () => Promise.reject(new Error('no luck'));
    await enqueue({}, { maxAttempts: 2 });
    await worker.drain();
    app.clock.advance(60_000);
    await worker.drain();
    expect(await row()).toEqual({ state: 'dead', attempts: 2, last_error: 'no luck' });
    expect(buried).toEqual(['no luck']);
    app.clock.advance(24 * HOUR);
    expect(await worker.drain()).toBe(0);

    work = () => Promise.resolve();
    const [dead] = await app.db.query<{ id: string }>("SELECT id FROM job WHERE kind = 'test.work'");
    await transactions.run((tx) => jobs.retry(tx, dead?.id ?? ''));
    expect(await worker.drain()).toBe(1);
    expect(await row()).toEqual({ state: 'done', attempts: 1, last_error: null });
    await expect(transactions.run((tx) => jobs.retry(tx, dead?.id ?? ''))).rejects.toMatchObject({
      code: 'JOB_NOT_RETRYABLE',
    });
  });

  it('are dead at once when another attempt cannot help', async () => {
    work = () => Promise.reject(new PermanentFailure('550 no such mailbox'));
    await enqueue({});
    await worker.drain();
    expect(await row()).toMatchObject({ state: 'dead', attempts: 1 });
  });

  it('of a process that was killed are run again once its lease has ended', async () => {
    await enqueue({}, { maxAttempts: 2 });
    await app.db.query(
      "UPDATE job SET state = 'running', owner = 'killed', attempts = 1, lease_until = run_at WHERE kind = 'test.work'",
    );
    expect(await worker.drain()).toBe(0);
    app.clock.advance(1000);
    expect(await worker.drain()).toBe(1);
    expect(await row()).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('that kill their process at each attempt end as dead', async () => {
    await enqueue({}, { maxAttempts: 1 });
    await app.db.query(
      "UPDATE job SET state = 'running', owner = 'killed', attempts = 1, lease_until = run_at WHERE kind = 'test.work'",
    );
    app.clock.advance(1000);
    expect(await worker.drain()).toBe(0);
    expect(await row()).toMatchObject({ state: 'dead', last_error: 'the process that ran attempt 1 was lost' });
    expect(buried).toHaveLength(1);
  });

  it('start at the commit, without waiting for the next look', async () => {
    const patient = newWorker({ pollMs: 60_000 });
    patient.start();
    await sleep(50);
    await enqueue({});
    await until(() => ran.length === 1);
    await patient.stop();
  });

  it('that are running are waited for when the process ends, and no other is started', async () => {
    let end: () => void = () => undefined;
    work = () => new Promise((resolve) => (end = resolve));
    worker.start();
    await enqueue({});
    await until(() => ran.length === 1);
    const stopped = worker.stop();
    await enqueue({});
    await sleep(50);
    end();
    await stopped;
    expect(ran).toHaveLength(1);
    const rows = await app.db.query<JobRow>("SELECT state FROM job WHERE kind = 'test.work' ORDER BY id");
    expect(rows.map((job) => job.state)).toEqual(['done', 'ready']);
  });

  it('that do not end in time are given back when the process ends, without losing an attempt', async () => {
    let told: AbortSignal | undefined;
    work = (_payload, _attempt, signal) => {
      told = signal;
      return new Promise(() => undefined);
    };
    const impatient = newWorker({ stopMs: 50 });
    await enqueue({});
    impatient.start();
    await until(() => ran.length === 1);
    await impatient.stop();
    expect(told?.aborted).toBe(true);
    expect(await row()).toEqual({ state: 'ready', attempts: 0, last_error: null });
    work = () => Promise.resolve();
    expect(await worker.drain()).toBe(1);
  });

  it('that take longer than a lease keep it while their process lives', async () => {
    let end: () => void = () => undefined;
    work = () => new Promise((resolve) => (end = resolve));
    const leaseMs = 90;
    const slow = newWorker({ leaseMs });
    const leasedToItsEnd = async (): Promise<boolean> => {
      const [job] = await app.get(Database).read((m) => jobs.list(m, { kind: 'test.work', limit: 1 }));
      return job?.leaseUntil?.getTime() === app.clock.now().getTime() + leaseMs;
    };
    await enqueue({});
    slow.start();
    await until(() => ran.length === 1);
    for (let lease = 0; lease < 5; lease++) {
      app.clock.advance(80);
      await until(leasedToItsEnd);
      expect(await worker.drain()).toBe(0);
    }
    end();
    await slow.stop();
    expect(await row()).toEqual({ state: 'done', attempts: 1, last_error: null });
  });

  it('that recur are made once per slot', async () => {
    jobs.register({ kind: 'test.hourly', every: HOUR, run: () => Promise.resolve() });
    for (const process of [newWorker({}), newWorker({})]) {
      process.start();
      await process.stop();
    }
    const hourly = await app.db.query("SELECT id FROM job WHERE kind = 'test.hourly'");
    expect(hourly).toHaveLength(1);
  });
});
