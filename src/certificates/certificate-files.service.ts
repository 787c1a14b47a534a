import { Inject, Injectable } from '@nestjs/common';

import { Clock } from '../common/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database, type Reader } from '../database/index.js';
import { Documents, DrawingError } from '../documents/index.js';
import { dateInZone, numberFaults, parseNumberPattern } from '../events/index.js';
import { Files } from '../files/index.js';
import { formatNumber } from './certificate-number.js';
import { certificatePaper } from './certificate-paper.js';
import { CertificateErrors } from './certificates.errors.js';
import { CertificatesRepository } from './certificates.repository.js';
import { type PaperFacts, PaperFactsReader } from './paper-facts.js';

export interface NamedPdf {
  name: string;
  bytes: Buffer;
}

/** A slash of the number would be a folder. */
export const pdfName = (number: string): string => `sertifikat-${number.replace(/[^A-Za-z0-9.]+/g, '-')}.pdf`;

@Injectable()
export class CertificateFiles {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly certificates: CertificatesRepository,
    private readonly files: Files,
    private readonly documents: Documents,
    private readonly facts: PaperFactsReader,
  ) {}

  /** The stored bytes, never drawn anew. */
  async issued(m: Reader, certificate: { id: string; number: string }): Promise<NamedPdf> {
    const version = await this.certificates.currentVersion(m, certificate.id);
    if (!version) throw CertificateErrors.notIssued();
    return { name: pdfName(certificate.number), bytes: await this.files.read(version.sha256) };
  }

  ofEvent(eventId: string, id: string): Promise<NamedPdf> {
    return this.database.read(async (m) => {
      const certificate = await this.certificates.findOfEvent(m, eventId, id);
      if (!certificate) throw CertificateErrors.notFound();
      return this.issued(m, certificate);
    });
  }

  /** The certificate of nobody, with the settings of the event as they stand. */
  async sample(eventId: string): Promise<NamedPdf> {
    const facts = await this.database.read((m) => this.facts.ofEvent(m, eventId));
    const paper = certificatePaper(this.nobody(facts), facts, this.config.origin);
    return { name: 'contoh-sertifikat.pdf', bytes: await this.documents.drawCertificate(paper) };
  }

  /**
   * Draws the certificate of nobody and forgets it: what stands on every paper of an event (title, materials, place,
   * signatory) is frozen with the numbers, and a sign in it that no font has would leave all of them without a paper.
   * @throws DomainError CERTIFICATES_NOT_DRAWABLE
   */
  async tryDrawing(eventId: string): Promise<void> {
    try {
      await this.sample(eventId);
    } catch (error) {
      const letters = error instanceof DrawingError ? error.missingLetters.join(' ') : '';
      if (letters) throw CertificateErrors.notDrawable(letters, error);
      // A drawing that crashed or took too long is tried again by the jobs.
      if (!(error instanceof DrawingError)) throw error;
    }
  }

  private nobody({ event }: PaperFacts) {
    const parsed = parseNumberPattern(event.numberPattern);
    if (!parsed.ok) throw CertificateErrors.numberSettings(numberFaults(event));
    const now = this.clock.now();
    const datedOn = event.certificateDatedOn ?? dateInZone(event.endsAt ?? now, event.zone);
    const { numberCode: code, numberUnit: unit, numberSeries: series, numberStart: serial } = event;
    return {
      number: formatNumber(parsed.tokens, { code, unit, series, serial, datedOn }),
      code: 'CONTOH',
      printedName: 'Contoh Nama Peserta, S.Kom.',
      nip: null,
      nrp: null,
      rank: 'Pangkat (golongan)',
      position: 'Jabatan',
      unitText: 'Unit kerja',
      role: 'participant',
      title: event.title,
      issuer: event.issuerName,
      jp: event.jp ?? 0,
      attendedJp: event.jp ?? 0,
      datedOn,
      reservedAt: now,
    } as const;
  }
}
