import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { normaliseCode } from '../common/rules/human-code.js';
import { Database } from '../database/index.js';
import { maskNip } from '../directory/index.js';
import { dateInZone, Events } from '../events/index.js';
import { CertificatesRepository } from './certificates.repository.js';
import type { Verification } from './dto/verification.dto.js';

const CODE_SIGNS = 10;

/** Answers whoever holds a paper: does it stand in the register? Says nothing that the paper does not say itself. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly certificates: CertificatesRepository,
    private readonly events: Events,
  ) {}

  async verify(typed: string): Promise<Verification> {
    const code = normaliseCode(typed, CODE_SIGNS);
    const checkedAt = this.clock.now().toISOString();
    if (!code) return unknown(checkedAt);
    return this.database.read(async (m) => {
      const certificate = await this.certificates.findByCode(m, code);
      // A number whose paper was never drawn is on no paper that anybody could hold.
      if (!certificate?.issuedAt) return unknown(checkedAt);
      const { zone } = await this.events.find(m, certificate.eventId);
      const version = await this.certificates.currentVersion(m, certificate.id);
      const { revokedAt } = certificate;
      return {
        state: certificate.state === 'revoked' ? 'revoked' : 'valid',
        number: certificate.number,
        printedName: certificate.printedName,
        nipMasked: certificate.nip && maskNip(certificate.nip),
        title: certificate.title,
        startedOn: certificate.startedOn,
        endedOn: certificate.endedOn,
        jp: certificate.jp,
        issuer: certificate.issuer,
        issuedOn: certificate.datedOn,
        role: certificate.role,
        revokedOn: revokedAt && dateInZone(revokedAt, zone),
        revokeReason: certificate.revokeReason,
        sha256: version?.sha256 ?? null,
        checkedAt,
      };
    });
  }
}

const unknown = (checkedAt: string): Verification => ({
  state: 'unknown',
  number: null,
  printedName: null,
  nipMasked: null,
  title: null,
  startedOn: null,
  endedOn: null,
  jp: null,
  issuer: null,
  issuedOn: null,
  role: null,
  revokedOn: null,
  revokeReason: null,
  sha256: null,
  checkedAt,
});
