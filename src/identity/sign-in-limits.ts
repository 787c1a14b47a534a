import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Keys } from '../common/crypto/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { IdentityErrors } from './identity.errors.js';
import { SignInLimitsRepository } from './sign-in-limits.repository.js';

const WAIT = 15 * 60_000;
const PER_EMAIL = 5;
/** A whole office stands behind one address. */
const PER_ADDRESS = 50;

/**
 * A try is counted before the password is looked at and given back when it was right: so no number of parallel tries
 * sees more than five answers, and an unknown e-mail is treated like a known one.
 */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: SignInLimitsRepository,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError SIGN_IN_LOCKED with the seconds to wait. */
  async take(email: string, address: string): Promise<void> {
    const now = this.clock.now();
    const forgetAt = new Date(now.getTime() + WAIT);
    const full = await this.transactions.run(async (tx) => {
      const byAddress = this.addressKey(address);
      if (!(await this.rows.take(tx, byAddress, PER_ADDRESS, now, forgetAt))) return byAddress;
      const byEmail = this.emailKey(email);
      if (await this.rows.take(tx, byEmail, PER_EMAIL, now, forgetAt)) return null;
      return byEmail;
    });
    if (full === null) return;
    const limit = await this.database.read((m) => this.rows.find(m, full));
    const wait = (limit?.forgetAt.getTime() ?? now.getTime()) - now.getTime();
    throw IdentityErrors.signInLocked(Math.max(1, Math.ceil(wait / 1000)));
  }

  /** The password was right. */
  async clear(tx: Tx, email: string, address: string): Promise<void> {
    await this.rows.giveBack(tx, this.addressKey(address));
    await this.forget(tx, email);
    await this.rows.deleteForgotten(tx, this.clock.now());
  }

  /** A new password also opens an account that is locked. */
  forget(tx: Tx, email: string): Promise<void> {
    return this.rows.delete(tx, this.emailKey(email));
  }

  private readonly emailKey = (email: string): string => this.keys.blindIndex('sign-in-email', email);
  private readonly addressKey = (address: string): string => this.keys.blindIndex('sign-in-address', address);
}
