import { Injectable } from '@nestjs/common';
import type { Reader } from '../database/index.js';

export interface CertificateFact {
  code: string;
  number: string;
  state: string;
  issuedAt: Date | null;
  revokedAt: Date | null;
  revokeReason: string | null;
}

/** One look of the door at a person. */
export interface VisitFact {
  at: Date;
  direction: string;
  verdict: string;
  gate: string | null;
}

/**
 * What later capabilities know about registrations. They name their source on start, since this folder may not import
 * them; a fact without a source is unknown, not false.
 */
export interface FactSources {
  /** Hours attended so far. */
  attendedJp(m: Reader, eventId: string, registrationIds: string[]): Promise<ReadonlyMap<string, number>>;
  certificates(m: Reader, registrationIds: string[]): Promise<ReadonlyMap<string, CertificateFact>>;
  /** Every scan of this person, oldest first. */
  visits(m: Reader, registrationId: string): Promise<VisitFact[]>;
}

@Injectable()
export class RegistrationFacts {
  private sources: Partial<FactSources> = {};

  use(sources: Partial<FactSources>): void {
    this.sources = { ...this.sources, ...sources };
  }

  async attendedJp(m: Reader, eventId: string, ids: string[]): Promise<ReadonlyMap<string, number>> {
    return (await this.sources.attendedJp?.(m, eventId, ids)) ?? new Map();
  }

  async certificates(m: Reader, ids: string[]): Promise<ReadonlyMap<string, CertificateFact>> {
    return (await this.sources.certificates?.(m, ids)) ?? new Map();
  }

  async visits(m: Reader, registrationId: string): Promise<VisitFact[]> {
    return (await this.sources.visits?.(m, registrationId)) ?? [];
  }
}
