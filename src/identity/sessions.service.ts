import { Injectable, Logger } from '@nestjs/common';
import type { StaffMember } from '../common/access/index.js';
import { Clock } from '../common/index.js';
import { Database, isFull, Transactions, type Tx } from '../database/index.js';
import { hashOfSecret, newSessionSecret } from './session-cookie.js';
import { SessionsRepository, type SignedIn } from './sessions.repository.js';
import type { StaffAccount } from './staff-account.entity.js';

const MINUTE = 60_000;
/** A gate officer signs in before an event and stays signed in over its longest break. */
const IDLE = 2 * 60 * MINUTE;
const LONGEST = 12 * 60 * MINUTE;

@Injectable()
export class Sessions {
  private readonly log = new Logger(Sessions.name);

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: SessionsRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns the secret for the cookie; only its hash is stored. */
  async start(tx: Tx, accountId: string): Promise<string> {
    const now = this.clock.now();
    const secret = newSessionSecret();
    await this.rows.deleteEnded(tx, accountId, now, new Date(now.getTime() - IDLE));
    await this.rows.insert(tx, {
      idHash: hashOfSecret(secret),
      accountId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + LONGEST),
    });
    return secret;
  }

  /** Who holds this cookie; undefined when the session ended or its account was switched off. */
  async resolve(secret: string): Promise<StaffMember | undefined> {
    const session = await this.database.read((m) => this.rows.find(m, hashOfSecret(secret)));
    const now = this.clock.now();
    if (!session?.active || hasEnded(session, now)) return undefined;
    await this.markSeen(session, now);
    return toStaffMember(session.account);
  }

  /** At most once a minute, so that reading pages does not turn into writing rows. */
  private async markSeen(session: SignedIn, now: Date): Promise<void> {
    const minuteAgo = new Date(now.getTime() - MINUTE);
    if (session.lastSeenAt > minuteAgo) return;
    try {
      await this.transactions.run((tx) => this.rows.touch(tx, session.idHash, now, minuteAgo));
    } catch (error) {
      // A full disk must not take the reading side away as well.
      if (!isFull(error)) throw error;
      this.log.warn('The last-seen time of a session was not written: the disk is full');
    }
  }
}

const hasEnded = (session: SignedIn, now: Date): boolean =>
  session.expiresAt <= now || session.lastSeenAt.getTime() + IDLE <= now.getTime();

export function toStaffMember(account: StaffAccount | SignedIn['account']): StaffMember {
  const { id, name, email, office, locale } = account;
  const roles = (account.roles ?? []).map((held) => ({ id: held.id, role: held.role, eventId: held.eventId }));
  return { id, name, email, office, locale, roles };
}
