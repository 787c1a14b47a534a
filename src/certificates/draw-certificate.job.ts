import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock, newId } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { Documents } from '../documents/index.js';
import { Files, type StoredFileRef } from '../files/index.js';
import { type JobContext, type JobHandler, Jobs, PermanentFailure } from '../jobs/index.js';
import { Mail } from '../mail/index.js';
import { Registration } from '../registration/index.js';
import type { Certificate } from './certificate.entity.js';
import { certificatePaper } from './certificate-paper.js';
import { ofCertificate } from './certificates.audit.js';
import { CertificatesRepository } from './certificates.repository.js';
import { drawKind, type DrawPayload, recordJob } from './draw-job.js';
import { type DrawingFailure, failureOf, isLasting } from './drawing-failure.js';
import { PaperFactsReader } from './paper-facts.js';

const PDF = 'application/pdf';

/**
 * Draws one reserved certificate and makes it issued. Safe to run twice: the same row gives the same bytes, the file is
 * stored under their hash, and only the transaction that finds the row still reserved adds version, mail and record.
 */
@Injectable()
export class DrawCertificateJob implements JobHandler, OnModuleInit {
  readonly kind = drawKind;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly documents: Documents,
    private readonly files: Files,
    private readonly facts: PaperFactsReader,
    private readonly certificates: CertificatesRepository,
    private readonly mail: Mail,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(payload: unknown, { actor }: JobContext): Promise<void> {
    const { certificateId } = payload as DrawPayload;
    const certificate = await this.database.read((m) => this.certificates.find(m, certificateId));
    if (certificate?.state !== 'reserved') return;
    const file = await this.files.put(await this.draw(certificate, actor), PDF);
    await this.transactions.run((tx) => this.issue(tx, certificate, file, actor), { repeatable: true });
  }

  async died(tx: Tx, payload: unknown, { actor }: { actor: Actor }): Promise<void> {
    const certificate = await this.certificates.find(tx, (payload as DrawPayload).certificateId);
    if (certificate) await this.giveUp(tx, certificate, { code: 'DRAWING_BROKEN', params: {} }, actor);
  }

  async revived(tx: Tx, payload: unknown): Promise<void> {
    await this.certificates.clearFailure(tx, (payload as DrawPayload).certificateId);
  }

  private async draw(certificate: Certificate, actor: Actor): Promise<Buffer> {
    const facts = await this.database.read((m) => this.facts.ofEvent(m, certificate.eventId));
    try {
      return await this.documents.drawCertificate(certificatePaper(certificate, facts, this.config.origin));
    } catch (error) {
      if (!isLasting(error)) throw error;
      const failure = failureOf(error);
      await this.transactions.run((tx) => this.giveUp(tx, certificate, failure, actor), { repeatable: true });
      throw new PermanentFailure(failure.code, { cause: error });
    }
  }

  /** The number stays taken; the register shows the reason. */
  private async giveUp(tx: Tx, certificate: Certificate, failure: DrawingFailure, actor: Actor): Promise<void> {
    if (!(await this.certificates.recordFailure(tx, certificate.id, failure))) return;
    await this.audit.append(
      tx,
      ofCertificate(actor, 'certificates.drawing_failed', certificate, { code: failure.code }),
    );
  }

  private async issue(tx: Tx, certificate: Certificate, file: StoredFileRef, actor: Actor): Promise<void> {
    const { id, eventId } = certificate;
    const now = this.clock.now();
    if (!(await this.certificates.move(tx, id, 'issued', { issuedAt: now, failure: null }))) return;
    await this.files.record(tx, file);
    await this.certificates.insertVersion(tx, {
      id: newId(),
      certificateId: id,
      version: 1,
      sha256: file.sha256,
      state: 'current',
      drawnAt: now,
    });
    await this.audit.append(tx, ofCertificate(actor, 'certificates.issued', certificate, { sha256: file.sha256 }));
    const { email, name, locale } = await tx.findOneByOrFail(Registration, { id: certificate.registrationId });
    await this.mail.queue(tx, {
      template: 'certificate_issued',
      to: { address: email, name },
      locale,
      eventId,
      subject: { kind: 'certificate', id },
      params: {},
    });
    await this.jobs.enqueue(tx, recordJob(id, 'issued'));
  }
}
