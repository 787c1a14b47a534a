import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { type Actor, Clock } from '../common/index.js';
import { AlreadyExists, Database, Transactions } from '../database/index.js';
import type { SigningKeyView } from './dto/signing-key.dto.js';
import { IdentityErrors } from './identity.errors.js';
import type { SigningKey } from './signing-key.entity.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { TicketSigner } from './ticket-signer.js';

/** Of one byte in the ticket. */
const LAST_KEY = 255;

/** Which key signs tickets, and which are still believed. */
@Injectable()
export class SigningKeys {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly keys: SigningKeysRepository,
    private readonly signer: TicketSigner,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<SigningKeyView[]> {
    const keys = await this.database.read((m) => this.keys.all(m));
    const signing = keys.findLast((key) => key.retiredAt === null);
    return keys.map((key) => toView(key, key === signing));
  }

  /** From now on a new key signs. Tickets of the keys before stay valid. */
  async rotate(actor: Actor): Promise<SigningKeyView[]> {
    try {
      await this.transactions.run(async (tx) => {
        const now = this.clock.now();
        const id = ((await this.keys.all(tx)).at(-1)?.id ?? 0) + 1;
        if (id > LAST_KEY) throw IdentityErrors.signingKeysUsedUp();
        await this.keys.retireAll(tx, now);
        await this.keys.insert(tx, this.signer.newKey(id, now));
        await this.audit.append(tx, {
          actor,
          action: 'identity.signing_key_created',
          subject: { kind: 'signing_key', id: String(id) },
        });
      });
    } catch (error) {
      // Two who press at the same time want one new key.
      if (!(error instanceof AlreadyExists)) throw error;
    }
    this.signer.forget();
    return this.list();
  }

  /** Tickets of this key are refused from now on, at every gate: when it may have fallen into other hands. */
  async withdraw(id: number, actor: Actor): Promise<SigningKeyView[]> {
    await this.transactions.run(async (tx) => {
      const key = (await this.keys.all(tx)).find((each) => each.id === id);
      if (!key) throw IdentityErrors.signingKeyNotFound();
      if (key.retiredAt === null) throw IdentityErrors.signingKeyInUse();
      if (!(await this.keys.withdraw(tx, id, this.clock.now()))) return;
      await this.audit.append(tx, {
        actor,
        action: 'identity.signing_key_withdrawn',
        subject: { kind: 'signing_key', id: String(id) },
      });
    });
    this.signer.forget();
    return this.list();
  }
}

const toView = ({ id, createdAt, retiredAt, withdrawnAt }: SigningKey, signs: boolean): SigningKeyView => ({
  id,
  state: signs ? 'signs' : withdrawnAt ? 'withdrawn' : 'checks',
  createdAt: createdAt.toISOString(),
  retiredAt: retiredAt?.toISOString() ?? null,
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
});
