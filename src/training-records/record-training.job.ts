import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Certificate, Certificates } from '../certificates/index.js';
import { type Actor, Clock, newId } from '../common/index.js';
import { AlreadyExists, Transactions, type Tx, uniqueGuard } from '../database/index.js';
import { Directory } from '../directory/index.js';
import { Events } from '../events/index.js';
import { type JobContext, type JobHandler, Jobs } from '../jobs/index.js';
import type { TrainingRecordAction } from './training-records.audit.js';
import { TrainingRecordsRepository } from './training-records.repository.js';
import type { TrainingRecord } from './training-record.entity.js';

/**
 * Brings the record of one certificate into line with it: none before, recorded or on the check list once it is issued,
 * revoked with it. Reads the certificate as it is now, so that jobs may come twice and in any order.
 */
@Injectable()
export class RecordTrainingJob implements JobHandler, OnModuleInit {
  readonly kind = 'training-records.record';

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly certificates: Certificates,
    private readonly directory: Directory,
    private readonly events: Events,
    private readonly records: TrainingRecordsRepository,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(payload: unknown, { actor }: JobContext): Promise<void> {
    const { certificateId } = payload as { certificateId: string };
    try {
      await this.transactions.run((tx) => this.follow(tx, certificateId, actor), { repeatable: true });
    } catch (error) {
      // Another run of this job has just written the record.
      if (!(error instanceof AlreadyExists)) throw error;
    }
  }

  private async follow(tx: Tx, certificateId: string, actor: Actor): Promise<void> {
    const certificate = await this.certificates.findHeld(tx, certificateId);
    const record = await this.records.findByCertificate(tx, certificateId);
    if (certificate?.state === 'issued' && !record) await this.record(tx, certificate, actor);
    if (certificate?.state === 'revoked' && record && (await this.records.move(tx, record.id, 'revoked'))) {
      await this.note(tx, 'training-records.revoked', record, actor);
    }
  }

  private async record(tx: Tx, certificate: Certificate, actor: Actor): Promise<void> {
    const event = await this.events.find(tx, certificate.eventId);
    const employeeId = await this.ownerOf(tx, certificate);
    const civilServant = certificate.nip !== null || certificate.kind === 'pns' || certificate.kind === 'pppk';
    const record: TrainingRecord = {
      id: newId(),
      certificateId: certificate.id,
      eventId: certificate.eventId,
      nip: certificate.nip,
      employeeId,
      kind: certificate.kind,
      personName: certificate.printedName,
      nameKey: certificate.nameKey,
      unitId: certificate.unitId,
      unitText: certificate.unitText,
      position: certificate.position,
      title: certificate.title,
      organiser: certificate.issuer,
      number: certificate.number,
      jp: certificate.jp,
      year: Number(certificate.endedOn.slice(0, 4)),
      startedOn: certificate.startedOn,
      endedOn: certificate.endedOn,
      jenisDiklatId: event.siasnJenisDiklatId,
      state: civilServant && !employeeId ? 'to_check' : 'recorded',
      createdAt: this.clock.now(),
    };
    await uniqueGuard(() => this.records.insert(tx, record));
    const action = record.state === 'recorded' ? 'training-records.recorded' : 'training-records.left_to_check';
    await this.note(tx, action, record, actor);
  }

  /** A typed NIP proves nothing: it counts only when the directory has it under the same name. */
  private async ownerOf(tx: Tx, { nip, nameKey }: Certificate): Promise<string | null> {
    const employee = nip === null ? null : await this.directory.employeeByNip(nip, tx);
    return employee?.nameKey === nameKey ? employee.id : null;
  }

  private note(
    tx: Tx,
    action: TrainingRecordAction,
    { id, eventId, jp, year }: TrainingRecord,
    actor: Actor,
  ): Promise<void> {
    return this.audit.append(tx, {
      actor,
      action,
      subject: { kind: 'training_record', id },
      eventId,
      payload: { jp, year },
    });
  }
}
