import { Injectable, type OnModuleInit } from '@nestjs/common';

import type { Reader } from '../database/index.js';
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

  find(m: Reader, id: string): Promise<Certificate | null> {
    return this.certificates.find(m, id);
  }
}
