import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, decodeCursor, isId, toPage } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { type Job, JobErrors, Jobs } from '../jobs/index.js';
import type { JobPage, JobsQuery, JobView } from './dto/jobs.dto.js';

/** The queue behind the outbox, as the administrator sees it. It stands here because the queue itself knows no audit. */
@Injectable()
export class JobsService {
  constructor(
    private readonly jobs: Jobs,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly audit: Audit,
  ) {}

  page(query: JobsQuery): Promise<JobPage> {
    const { state, kind, limit } = query;
    const before = query.after ? decodeCursor(query.after, ['string'])[0] : undefined;
    return this.database.read(async (m) => {
      const page = toPage(await this.jobs.list(m, { state, kind, before, limit }), limit, (job) => [job.id]);
      return { rows: page.rows.map(toView), next: page.next, counts: await this.jobs.counts(m) };
    });
  }

  async retry(id: string, actor: Actor): Promise<JobView> {
    if (!isId(id)) throw JobErrors.notFound();
    const job = await this.transactions.run(async (tx) => {
      const retried = await this.jobs.retry(tx, id);
      const subject = { kind: 'job', id };
      await this.audit.append(tx, { actor, action: 'jobs.retried', subject, payload: { kind: retried.kind } });
      return retried;
    });
    return toView(job);
  }
}

const toView = (job: Job): JobView => ({
  id: job.id,
  kind: job.kind,
  state: job.state,
  attempts: job.attempts,
  maxAttempts: job.maxAttempts,
  runAt: job.runAt.toISOString(),
  lastError: job.lastError,
  retryable: job.state === 'dead' || job.state === 'ready',
  createdAt: job.createdAt.toISOString(),
  finishedAt: job.finishedAt?.toISOString() ?? null,
});
