import { Injectable } from '@nestjs/common';
import { Keys } from '../../common/crypto/index.js';
import { Database } from '../../database/index.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationErrors } from '../registration.errors.js';
import { RegistrationsRepository } from '../registrations.repository.js';

export type LinkPurpose = 'offer' | 'proof';
type Linked = Pick<Registration, 'id' | 'epoch' | 'email'>;

/**
 * Links that stand in mails alone, while that of the ticket is shown to whoever sent the form: who holds one of these
 * reads the mails of that address.
 */
@Injectable()
export class MailLinks {
  constructor(
    private readonly database: Database,
    private readonly registrations: RegistrationsRepository,
    private readonly keys: Keys,
  ) {}

  token(registration: Linked, purpose: LinkPurpose): string {
    return this.keys.linkToken(registration.id, purposeOf(registration, purpose), registration.epoch);
  }

  /** @throws DomainError TICKET_NOT_FOUND for whatever is not such a link of an existing row. */
  async read(token: string, purpose: LinkPurpose): Promise<Registration> {
    const id = this.keys.idOfLink(token);
    const registration = id ? await this.database.read((m) => this.registrations.find(m, id)) : null;
    const link = registration ? this.keys.readLinkToken(token, purposeOf(registration, purpose)) : null;
    if (!registration || !link?.verify(registration.epoch)) throw RegistrationErrors.ticketNotFound();
    return registration;
  }
}

/** A proof is of one address: the link that went to a mistyped one proves nothing of the corrected one. */
const purposeOf = ({ email }: Linked, purpose: LinkPurpose): string => `${purpose}:${email}`;
