import { Injectable } from '@nestjs/common';
import { type EntityManager, In, LessThan, LessThanOrEqual } from 'typeorm';
import { Database, insertRows, type Tx } from '../database/index.js';
import { jobMove, type JobState, jobStates } from './job-status.js';
import { Job } from './job.entity.js';

/** One run of a job. Owner and attempt name it: a run that lost its job cannot record anything. */
export type Run = Pick<Job, 'id' | 'owner' | 'attempts'>;

@Injectable()
export class JobsRepository {
  constructor(private readonly database: Database) {}

  /** A key that is there already leaves its row as it is. INSERT IGNORE would also swallow every other fault of the row. */
  insert(tx: Tx, jobs: Job[]): Promise<void> {
    return insertRows(tx, Job, jobs, 'job_key');
  }

  async dueKinds(m: EntityManager, kinds: string[], now: Date): Promise<string[]> {
    const rows = await m
      .createQueryBuilder(Job, 'job')
      .select('job.kind', 'kind')
      .where({ state: In(jobMove('claim').from), kind: In(kinds), runAt: LessThanOrEqual(now) })
      .groupBy('job.kind')
      .getRawMany<{ kind: string }>();
    return rows.map((row) => row.kind);
  }

  /**
   * Takes the oldest due jobs. On MySQL the rows that another worker is just taking are skipped, not waited for; on SQLite
   * the write queue lets one claim in at a time. The state stands in the UPDATE too, so that no engine hands one job out twice.
   */
  async claim(
    tx: Tx,
    claim: { kind: string; limit: number; owner: string; now: Date; leaseUntil: Date },
  ): Promise<Job[]> {
    const { from, to } = jobMove('claim');
    const query = tx
      .createQueryBuilder(Job, 'job')
      .select('job.id')
      .where({ state: In(from), kind: claim.kind, runAt: LessThanOrEqual(claim.now) })
      .orderBy('job.runAt')
      .addOrderBy('job.id')
      .limit(claim.limit);
    if (this.database.engine === 'mysql') query.setLock('pessimistic_write').setOnLocked('skip_locked');
    const ids = (await query.getMany()).map((job) => job.id);
    if (ids.length === 0) return [];
    await tx
      .createQueryBuilder()
      .update(Job)
      .set({ state: to, owner: claim.owner, leaseUntil: claim.leaseUntil, attempts: () => 'attempts + 1' })
      .where({ id: In(ids), state: In(from) })
      .execute();
    return tx.findBy(Job, { id: In(ids), owner: claim.owner, state: to });
  }

  /** Jobs whose worker has not been heard of until its lease ended. */
  expired(m: EntityManager, now: Date): Promise<Job[]> {
    return m.find(Job, { where: { state: 'running', leaseUntil: LessThan(now) }, take: 100 });
  }

  /** @returns false when the run has lost its job. */
  async extend(tx: Tx, run: Run, leaseUntil: Date): Promise<boolean> {
    const { affected } = await tx.update(Job, held(run), { leaseUntil });
    return affected === 1;
  }

  /** @returns false when the run has lost its job; its result is dropped then. */
  async end(
    tx: Tx,
    run: Run,
    move: 'finish' | 'wait' | 'bury',
    values: Partial<Pick<Job, 'runAt' | 'attempts' | 'lastError' | 'finishedAt'>>,
  ): Promise<boolean> {
    const { affected } = await tx.update(Job, held(run), {
      ...values,
      state: jobMove(move).to,
      owner: null,
      leaseUntil: null,
    });
    return affected === 1;
  }

  /** Makes a job due now. One that had used up its attempts, or was done, has them all again. @returns false in any other state. */
  async revive(tx: Tx, job: Job, move: 'retry' | 'repeat', now: Date): Promise<boolean> {
    const { from, to } = jobMove(move);
    const { affected } = await tx.update(
      Job,
      { id: job.id, state: In(from) },
      { state: to, runAt: now, finishedAt: null, ...(job.state === 'ready' ? {} : { attempts: 0 }) },
    );
    return affected === 1;
  }

  find(m: EntityManager, id: string): Promise<Job | null> {
    return m.findOneBy(Job, { id });
  }

  findByKeys(m: EntityManager, keys: string[]): Promise<Job[]> {
    return keys.length === 0 ? Promise.resolve([]) : m.findBy(Job, { key: In(keys) });
  }

  /** Newest first; one row more than `limit`, to learn whether there is a next page. */
  list(m: EntityManager, filter: { state?: JobState; kind?: string; before?: string; limit: number }): Promise<Job[]> {
    const query = m
      .createQueryBuilder(Job, 'job')
      .orderBy('job.id', 'DESC')
      .limit(filter.limit + 1);
    if (filter.state) query.andWhere({ state: filter.state });
    if (filter.kind) query.andWhere({ kind: filter.kind });
    if (filter.before) query.andWhere({ id: LessThan(filter.before) });
    return query.getMany();
  }

  async counts(m: EntityManager): Promise<Record<JobState, number>> {
    const rows = await m
      .createQueryBuilder(Job, 'job')
      .select('job.state', 'state')
      .addSelect('COUNT(*)', 'count')
      .groupBy('job.state')
      .getRawMany<{ state: JobState; count: number | string }>();
    const found = new Map(rows.map((row) => [row.state, Number(row.count)]));
    return Object.fromEntries(jobStates.map((state) => [state, found.get(state) ?? 0])) as Record<JobState, number>;
  }
}

function held({ id, owner, attempts }: Run) {
  return { id, owner: owner ?? '', attempts, state: In(jobMove('finish').from) };
}
