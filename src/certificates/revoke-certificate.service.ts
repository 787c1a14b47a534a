import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import { Transactions } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { ofCertificate } from './certificates.audit.js';
import { CertificateErrors } from './certificates.errors.js';
import { CertificatesRepository } from './certificates.repository.js';
import { recordJob } from './draw-job.js';

/** Declares one certificate invalid, for good. */
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
      const values = { revokedAt: this.clock.now(), revokeReason: reason };
      if (!(await this.certificates.move(tx, id, 'revoked', values))) throw CertificateErrors.revoked();
      await this.audit.append(tx, ofCertificate(actor, 'certificates.revoked', certificate));
      await this.jobs.enqueue(tx, recordJob(id, 'revoked'));
    });
  }
}
