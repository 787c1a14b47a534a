import { Injectable, type OnModuleInit } from '@nestjs/common';

import type { Reader, Tx } from '../database/index.js';
import { RegistrationFacts } from '../registration/index.js';
import type { Certificate } from './certificate.entity.js';
import { type CertificateMark, CertificatesRepository } from './certificates.repository.js';

/** What other capabilities ask about certificates. */
@Injectable()
export class Certificates implements OnModuleInit {
  constructor(
    private readonly certificates: CertificatesRepository,
    private readonly registrationFacts: RegistrationFacts,
  ) {}

  onModuleInit(): void {
    this.registrationFacts.use({ certificates: (m, registrationIds) => this.statesFor(m, registrationIds) });
  }

  /** By registration; who has none is absent. */
  async statesFor(m: Reader, registrationIds: string[]): Promise<Map<string, CertificateMark>> {
    const marks = await this.certificates.marks(m, registrationIds);
    return new Map(marks.map((mark) => [mark.registrationId, mark]));
  }

  /** Holds the certificate until the transaction ends: a record that follows it cannot miss a revocation. */
  findHeld(tx: Tx, id: string): Promise<Certificate | null> {
    return this.certificates.findHeld(tx, id);
  }
}
