import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { StaffMember } from '../common/access/index.js';
import type { Actor, Locale } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { eventIdsOf, toMe } from './account-views.js';
import { normaliseEmail } from './accounts.service.js';
import { AccountsRepository } from './accounts.repository.js';
import type { Me, SignIn } from './dto/session.dto.js';
import { EventTitles } from './event-titles.js';
import { IdentityErrors } from './identity.errors.js';
import { passwordFits } from './passwords.js';
import { hashOfSecret } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';
import { Sessions } from './sessions.service.js';
import { SignInLimits } from './sign-in-limits.js';
import type { StaffAccount } from './staff-account.entity.js';

/** Where a sign-in comes from. */
export interface Origin {
  address: string;
  correlationId: string;
}

export interface StartedSession {
  /** For the cookie. */
  secret: string;
  me: Me;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessionRows: SessionsRepository,
    private readonly sessions: Sessions,
    private readonly limits: SignInLimits,
    private readonly titles: EventTitles,
    private readonly audit: Audit,
  ) {}

  /**
   * An unknown e-mail, a wrong password and an inactive account are one: same statements, same time, same answer.
   * @throws DomainError SIGN_IN_LOCKED, SIGN_IN_REFUSED.
   */
  async signIn(input: SignIn, from: Origin): Promise<StartedSession> {
    const email = normaliseEmail(input.email);
    await this.limits.take(email, from.address);
    const account = await this.find(email);
    const fits = await passwordFits(account?.passwordHash, input.password);
    if (!account?.active || !fits) {
      await this.noteRefusal(account, from);
      throw IdentityErrors.signInRefused();
    }
    const secret = await this.transactions.run(async (tx) => {
      await this.limits.clear(tx, email, from.address);
      await this.audit.append(tx, {
        actor: actorOf(account, from),
        action: 'identity.signed_in',
        subject: { kind: 'staff', id: account.id },
      });
      return this.sessions.start(tx, account.id);
    });
    return { secret, me: await this.view(account) };
  }

  async signOut(secret: string, staff: StaffMember, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.sessionRows.delete(tx, hashOfSecret(secret));
      const subject = { kind: 'staff', id: staff.id };
      await this.audit.append(tx, { actor, action: 'identity.signed_out', subject });
    });
  }

  async me(staff: StaffMember): Promise<Me> {
    const account = await this.database.read((m) => this.accounts.find(m, staff.id));
    if (!account) throw IdentityErrors.accountNotFound();
    return this.view(account);
  }

  async changeLocale(staff: StaffMember, locale: Locale, actor: Actor): Promise<Me> {
    await this.transactions.run(async (tx) => {
      await this.accounts.update(tx, staff.id, { locale });
      const subject = { kind: 'staff', id: staff.id };
      await this.audit.append(tx, { actor, action: 'identity.locale_changed', subject, payload: { locale } });
    });
    return this.me(staff);
  }

  /** MySQL's `=` takes `í` for `i`, which would give one account many spellings, each with tries of its own. */
  private async find(email: string): Promise<StaffAccount | undefined> {
    const account = await this.database.read((m) => this.accounts.findByEmail(m, email));
    return account?.email === email ? account : undefined;
  }

  private async noteRefusal(account: StaffAccount | undefined, from: Origin): Promise<void> {
    await this.transactions.run((tx) =>
      this.audit.append(tx, {
        actor: { kind: 'system', id: null, name: null, correlationId: from.correlationId },
        action: 'identity.sign_in_refused',
        subject: { kind: 'staff', id: account?.id ?? 'unknown' },
      }),
    );
  }

  private async view(account: StaffAccount): Promise<Me> {
    return toMe(account, await this.titles.of(eventIdsOf([account])));
  }
}

const actorOf = ({ id, name }: StaffAccount, from: Origin): Actor => ({
  kind: 'staff',
  id,
  name,
  correlationId: from.correlationId,
});
