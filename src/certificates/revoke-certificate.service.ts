import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { CertificateErrors } from './certificates.errors.js';
import { CertificatesRepository } from './certificates.repository.js';
import { drawJob, drawKey, recordJob } from './draw-job.js';

/** What an organiser does to single certificates after the issue. */
@Injectable()
export class RevokeCertificate {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly certificates: CertificatesRepository,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
  ) {}

  /** The number is never used again. The reason is published on the verification page, so it stands in no audit row. */
  revoke(eventId: string, id: string, reason: string, actor: Actor): Promise<void> {
    return this.transactions.run(async (tx) => {
      const certificate = await this.certificates.findOfEvent(tx, eventId, id);
      if (!certificate) throw CertificateErrors.notFound();
      const values = { revokedAt: this.clock.now(), revokeReason: reason.trim() };
      if (!(await this.certificates.move(tx, id, 'revoked', values))) throw CertificateErrors.revoked();
      await this.audit.append(tx, {
        actor,
        action: 'certificates.revoked',
        subject: { kind: 'certificate', id },
        eventId,
        payload: { serial: certificate.serial, from: certificate.state },
      });
      if (certificate.issuedAt) await this.jobs.enqueue(tx, recordJob(id, 'revoked'));
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
          action: 'certificates.retried',
          subject: { kind: 'event', id: eventId },
          eventId,
          payload: { count: failed.length },
        });
      }
      return { retried: failed.length };
    });
  }
}
