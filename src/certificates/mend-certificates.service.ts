import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { Actor } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { type CertificateAction, ofCertificate } from './certificates.audit.js';
import { CertificateErrors } from './certificates.errors.js';
import { CertificatesRepository } from './certificates.repository.js';
import { drawJob, drawKey } from './draw-job.js';

/** What an organiser does about papers that could not be drawn. */
@Injectable()
export class MendCertificates {
  constructor(
    private readonly transactions: Transactions,
    private readonly certificates: CertificatesRepository,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Another spelling for a paper that is not drawn yet, such as one without the sign that no font has; it is drawn at once.
   * What is issued is never changed.
   */
  correctName(eventId: string, id: string, printedName: string, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const certificate = await this.certificates.findOfEvent(tx, eventId, id);
      if (!certificate) throw CertificateErrors.notFound();
      if (!(await this.certificates.rename(tx, id, printedName))) throw CertificateErrors.drawn();
      await this.audit.append(tx, ofCertificate(actor, 'certificates.name_corrected', certificate));
      await this.jobs.enqueue(tx, drawJob(id));
      await this.jobs.repeat(tx, drawKey(id));
    });
  }

  /** Draws again what failed, under the numbers that were taken for it. */
  retryFailed(eventId: string, actor: Actor): Promise<{ retried: number }> {
    return this.transactions.run(async (tx) => {
      const failed = await this.certificates.failed(tx, eventId);
      await this.jobs.enqueueMany(
        tx,
        failed.map(({ id }) => drawJob(id)),
      );
      for (const { id } of failed) await this.jobs.repeat(tx, drawKey(id));
      if (failed.length > 0) {
        await this.audit.append(tx, {
          actor,
          action: 'certificates.retried' satisfies CertificateAction,
          subject: { kind: 'event', id: eventId },
          eventId,
          payload: { count: failed.length },
        });
      }
      return { retried: failed.length };
    });
  }
}
