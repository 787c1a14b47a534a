import { Injectable } from '@nestjs/common';
import { Keys } from '../../common/crypto/index.js';
import { type Actor, Clock } from '../../common/index.js';
import { Database } from '../../database/index.js';
import type { Delegation } from './delegation.entity.js';
import { DelegationErrors } from './delegation.errors.js';
import { DelegationsRepository } from './delegations.repository.js';

const PURPOSE = 'delegation';

/** The private link of a desk: whoever holds it acts for the unit. */
@Injectable()
export class DelegationLinks {
  constructor(
    private readonly database: Database,
    private readonly delegations: DelegationsRepository,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  path({ id, epoch }: Pick<Delegation, 'id' | 'epoch'>): string {
    return `/utusan/${this.keys.linkToken(id, PURPOSE, epoch)}`;
  }

  /** @throws DomainError DELEGATION_NOT_FOUND, DELEGATION_EXPIRED. */
  async read(token: string): Promise<Delegation> {
    const link = this.keys.readLinkToken(token, PURPOSE);
    const delegation = link && (await this.database.read((m) => this.delegations.find(m, link.id)));
    if (!delegation || !link.verify(delegation.epoch) || delegation.revokedAt) throw DelegationErrors.linkNotFound();
    if (delegation.expiresAt <= this.clock.now()) throw DelegationErrors.linkExpired();
    return delegation;
  }
}

export const actorOf = ({ id, contactName }: Delegation, { correlationId }: Actor): Actor => ({
  kind: 'delegation',
  id,
  name: contactName,
  correlationId,
});
