import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { Clock } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { type JobContext, type JobHandler, Jobs } from '../jobs/index.js';
import type { CertificateAction } from './certificates.audit.js';
import { CertificatesRepository } from './certificates.repository.js';
import { drawJob, drawKey } from './draw-job.js';

const MINUTE = 60_000;
const GRACE = 5 * MINUTE;
const BATCH = 500;

/** Finds numbers that were taken and have neither a paper, nor a reason, nor a job that will draw it, and starts that job. */
@Injectable()
export class SweepCertificatesJob implements JobHandler, OnModuleInit {
  readonly kind = 'certificates.sweep';
  readonly every = 10 * MINUTE;

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly certificates: CertificatesRepository,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(_payload: unknown, context: JobContext): Promise<void> {
    const before = new Date(this.clock.now().getTime() - GRACE);
    for (let after = ''; ;) {
      const waiting = await this.database.read((m) => this.certificates.waiting(m, before, after, BATCH));
      await this.resume(
        waiting.map((certificate) => certificate.id),
        context,
      );
      if (waiting.length < BATCH || context.signal.aborted) return;
      after = waiting.at(-1)?.id ?? '';
    }
  }

  private async resume(ids: string[], { actor, jobId }: JobContext): Promise<void> {
    const known = await this.database.read((m) => this.jobs.byKeys(m, ids.map(drawKey)));
    const isLive = (id: string) => ['ready', 'running'].includes(known.get(drawKey(id))?.state ?? '');
    const stranded = ids.filter((id) => !isLive(id));
    if (stranded.length === 0) return;
    await this.transactions.run(async (tx) => {
      await this.jobs.enqueueMany(tx, stranded.map(drawJob));
      for (const id of stranded) await this.jobs.repeat(tx, drawKey(id));
      await this.audit.append(tx, {
        actor,
        action: 'certificates.resumed' satisfies CertificateAction,
        subject: { kind: 'job', id: jobId },
        payload: { count: stranded.length },
      });
    });
  }
}
