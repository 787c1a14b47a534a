import { Injectable } from '@nestjs/common';
import { type EntityManager, In, IsNull, LessThan, MoreThan } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { Certificate } from './certificate.entity.js';
import { type CertificateState, statesBefore } from './certificate-status.js';
import { CertificateVersion } from './certificate-version.entity.js';
import type { DrawingFailure } from './drawing-failure.js';

export type NewCertificate = Omit<Certificate, 'event' | 'registration' | 'series' | 'unit'>;
export type NewVersion = Omit<CertificateVersion, 'certificate' | 'file'>;

/** What lists and the ticket page say about a registration's certificate. */
const MARK = {
  id: true,
  registrationId: true,
  code: true,
  number: true,
  state: true,
  issuedAt: true,
  revokedAt: true,
  revokeReason: true,
} as const;
export type CertificateMark = Pick<Certificate, keyof typeof MARK>;

@Injectable()
export class CertificatesRepository {
  insert(tx: Tx, certificates: NewCertificate[]): Promise<void> {
    return insertRows(tx, Certificate, certificates);
  }

  insertVersion(tx: Tx, version: NewVersion): Promise<void> {
    return insertRows(tx, CertificateVersion, [version]);
  }

  /** @returns false when the certificate is not in a state that leads there; nothing is changed then. */
  async move(
    tx: Tx,
    id: string,
    to: CertificateState,
    values: Partial<Pick<Certificate, 'issuedAt' | 'revokedAt' | 'revokeReason' | 'failure'>>,
  ): Promise<boolean> {
    const { affected } = await tx.update(Certificate, { id, state: In(statesBefore(to)) }, { ...values, state: to });
    return affected === 1;
  }

  /** @returns false when it no longer waits for its paper, or a reason stands there already. */
  async recordFailure(tx: Tx, id: string, failure: DrawingFailure): Promise<boolean> {
    const { affected } = await tx.update(Certificate, { id, state: 'reserved', failure: IsNull() }, { failure });
    return affected === 1;
  }

  async clearFailure(tx: Tx, id: string): Promise<void> {
    await tx.update(Certificate, { id, state: 'reserved' }, { failure: null });
  }

  /** @returns false when the paper is drawn already. */
  async rename(tx: Tx, id: string, printedName: string): Promise<boolean> {
    const { affected } = await tx.update(Certificate, { id, state: 'reserved' }, { printedName, failure: null });
    return affected === 1;
  }

  find(m: EntityManager, id: string): Promise<Certificate | null> {
    return m.findOneBy(Certificate, { id });
  }

  /** Holds the row until the transaction ends, so that its state stays what is read. */
  async findHeld(tx: Tx, id: string): Promise<Certificate | null> {
    await tx
      .createQueryBuilder()
      .update(Certificate)
      .set({ state: () => 'state' })
      .where({ id })
      .execute();
    return this.find(tx, id);
  }

  findOfEvent(m: EntityManager, eventId: string, id: string): Promise<Certificate | null> {
    return m.findOneBy(Certificate, { id, eventId });
  }

  findByCode(m: EntityManager, code: string): Promise<Certificate | null> {
    return m.findOneBy(Certificate, { code });
  }

  currentVersion(m: EntityManager, certificateId: string): Promise<CertificateVersion | null> {
    return m.findOneBy(CertificateVersion, { certificateId, state: 'current' });
  }

  /** SHA-256 of the current file by certificate. */
  async currentFiles(m: EntityManager, certificateIds: string[]): Promise<Map<string, string>> {
    if (certificateIds.length === 0) return new Map();
    const rows = await m.findBy(CertificateVersion, { certificateId: In(certificateIds), state: 'current' });
    return new Map(rows.map((row) => [row.certificateId, row.sha256]));
  }

  marks(m: EntityManager, registrationIds: string[]): Promise<CertificateMark[]> {
    if (registrationIds.length === 0) return Promise.resolve([]);
    return m.find(Certificate, {
      select: MARK,
      where: { registrationId: In(registrationIds) },
    });
  }

  marksOfEvent(m: EntityManager, eventId: string): Promise<CertificateMark[]> {
    return m.find(Certificate, {
      select: MARK,
      where: { eventId },
    });
  }

  failed(m: EntityManager, eventId: string): Promise<Certificate[]> {
    return m
      .createQueryBuilder(Certificate, 'certificate')
      .where("certificate.eventId = :eventId AND certificate.state = 'reserved'", { eventId })
      .andWhere('certificate.failure IS NOT NULL')
      .orderBy('certificate.serial')
      .getMany();
  }

  /** Numbers taken before `before` whose paper is neither drawn nor known to have failed; in the order of their ids. */
  waiting(m: EntityManager, before: Date, after: string, limit: number): Promise<Certificate[]> {
    return m.find(Certificate, {
      where: { state: 'reserved', failure: IsNull(), reservedAt: LessThan(before), id: MoreThan(after) },
      order: { id: 'ASC' },
      take: limit,
    });
  }
}
