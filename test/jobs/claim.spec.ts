import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from '../../src/common/index.js';
import { Database, Transactions } from '../../src/database/index.js';
import { Jobs, JobWorker } from '../../src/jobs/index.js';
import { JobRuns } from '../../src/jobs/job-runs.js';
import { workerSettings } from '../../src/jobs/job-worker.js';
import { JobsRepository } from '../../src/jobs/jobs.repository.js';
import { TestApp } from '../support/app.js';

const WORKERS = 8;
const JOBS = 120;

describe('claiming jobs', () => {
  let app: TestApp;
  let jobs: Jobs;
  let transactions: Transactions;
  const runs: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ mail: 'outbox' });
    jobs = app.get(Jobs);
    transactions = app.get(Transactions);
    jobs.register({
      kind: 'test.count',
      concurrency: 8,
      run: async (payload) => {
        runs.push((payload as { name: string }).name);
        await sleep(1);
      },
    });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    runs.length = 0;
    await app.db.query('DELETE FROM job');
    await transactions.run((tx) =>
      jobs.enqueueMany(
        tx,
        Array.from({ length: JOBS }, (_, index) => ({ kind: 'test.count', payload: { name: `job ${index}` } })),
      ),
    );
  });

  const newWorker = () =>
    new JobWorker(
      jobs,
      app.get(JobRuns),
      app.get(JobsRepository),
      app.get(Database),
      transactions,
      app.get(Clock),
      workerSettings,
    );

  /** The claim as one writes it at first: look for due jobs, then mark them. */
  const claimWithoutGuard = async (owner: string): Promise<string[]> => {
    const rows = await app
      .get(Database)
      .read((m) => m.query<{ id: string }[]>("SELECT id FROM job WHERE state = 'ready' LIMIT 10"));
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return [];
    const list = ids.map((id) => `'${id}'`).join(',');
    await transactions.run((tx) =>
      tx.query(`UPDATE job SET state = 'running', owner = '${owner}' WHERE id IN (${list})`),
    );
    return ids;
  };

  it('hands jobs out twice when a claim only looks and then marks', async () => {
    const claimed: string[] = [];
    await Promise.all(
      Array.from({ length: WORKERS }, async (_, worker) => {
        for (
          let ids = await claimWithoutGuard(`w${worker}`);
          ids.length > 0;
          ids = await claimWithoutGuard(`w${worker}`)
        ) {
          claimed.push(...ids);
        }
      }),
    );
    expect(claimed.length).toBeGreaterThan(new Set(claimed).size);
  });

  it('hands each job to one of many workers', async () => {
    const counts = await Promise.all(Array.from({ length: WORKERS }, () => newWorker().drain()));
    expect(runs.length).toBe(JOBS);
    expect(new Set(runs).size).toBe(JOBS);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(JOBS);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
    const rows = await app.db.query<{ state: string; attempts: number }>('SELECT state, attempts FROM job');
    expect(rows.filter((row) => row.state === 'done' && row.attempts === 1).length).toBe(JOBS);
  });

  it('drops the result of a run that has lost its job', async () => {
    const repository = app.get(JobsRepository);
    await app.db.query('DELETE FROM job');
    await transactions.run((tx) => jobs.enqueue(tx, { kind: 'test.count', payload: { name: 'the only one' } }));
    const now = app.clock.now();
    const claim = { kind: 'test.count', limit: 1, owner: 'slow', now, leaseUntil: now };
    const [slow] = await transactions.run((tx) => repository.claim(tx, claim));
    app.clock.advance(1000);
    await app.get(JobRuns).recover(() => false);
    const [quick] = await transactions.run((tx) =>
      repository.claim(tx, { ...claim, now: app.clock.now(), owner: 'slow' }),
    );
    expect(quick?.id).toBe(slow?.id);
    expect(slow && (await transactions.run((tx) => repository.end(tx, slow, 'finish', {})))).toBe(false);
    expect(quick && (await transactions.run((tx) => repository.end(tx, quick, 'finish', {})))).toBe(true);
  });
});
