import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Keys } from '../common/crypto/index.js';
import { Database, Transactions, type Tx } from '../database/index.js';
import { IdentityErrors } from './identity.errors.js';
import { SignInLimitsRepository } from './sign-in-limits.repository.js';

const WAIT = 15 * 60_000;
const PER_EMAIL_AND_ADDRESS = 5;
/** From everywhere together: were it no more than from one address, any stranger could keep the person out. */
const PER_EMAIL = 20;
/** A whole office stands behind one address. */
const PER_ADDRESS = 50;
/** Of the e-mail's key, before those of its pairs, so that they are found by it; id columns hold 64 signs. */
const PREFIX = 20;

/**
 * A try is counted before the password is looked at and given back when it was right: so no number of parallel tries
 * from one address sees more than five answers, and an unknown e-mail is treated like a known one.
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
      const limits: [key: string, most: number][] = [
        [this.addressKey(address), PER_ADDRESS],
        [this.pairKey(email, address), PER_EMAIL_AND_ADDRESS],
        [this.emailKey(email), PER_EMAIL],
      ];
      for (const [key, most] of limits) if (!(await this.rows.take(tx, key, most, now, forgetAt))) return key;
      return null;
    });
    if (full === null) return;
    const limit = await this.database.read((m) => this.rows.find(m, full));
    const wait = (limit?.forgetAt.getTime() ?? now.getTime()) - now.getTime();
    throw IdentityErrors.signInLocked(Math.max(1, Math.ceil(wait / 1000)));
  }

  /** The password was right. */
  async clear(tx: Tx, email: string, address: string): Promise<void> {
    await this.rows.giveBack(tx, this.addressKey(address));
    await this.rows.giveBack(tx, this.emailKey(email));
    await this.rows.delete(tx, this.pairKey(email, address));
    await this.rows.deleteForgotten(tx, this.clock.now());
  }

  /** A new password also opens an account that is locked. */
  async forget(tx: Tx, email: string): Promise<void> {
    await this.rows.delete(tx, this.emailKey(email));
    await this.rows.deleteBehind(tx, this.prefix(email));
  }

  private readonly emailKey = (email: string): string => this.keys.blindIndex('sign-in-email', email);
  private readonly prefix = (email: string): string => `${this.emailKey(email).slice(0, PREFIX)}.`;
  private readonly pairKey = (email: string, address: string): string =>
    this.prefix(email) + this.keys.blindIndex('sign-in-pair', `${address} ${email}`);
  private readonly addressKey = (address: string): string => this.keys.blindIndex('sign-in-address', address);
}
