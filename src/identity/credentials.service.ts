import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { StaffMember } from '../common/access/index.js';
import type { Actor } from '../common/index.js';
import { Database, Transactions } from '../database/index.js';
import { AccountsRepository } from './accounts.repository.js';
import type { TemporaryPassword } from './dto/account.dto.js';
import type { ChangePassword } from './dto/session.dto.js';
import type { IdentityAction } from './identity.audit.js';
import { IdentityErrors } from './identity.errors.js';
import { hashPassword, passwordFits, temporaryPassword } from './passwords.js';
import { hashOfSecret } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInLimits } from './sign-in-limits.js';

/** The session that asks, which stays, and its address. */
interface Here {
  secret: string;
  address: string;
}

/** Passwords, and the sessions that end with them. */
@Injectable()
export class Credentials {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly limits: SignInLimits,
    private readonly audit: Audit,
  ) {}

  /** Limited like a sign-in: a stolen session must not serve to guess the password. */
  async change(staff: StaffMember, input: ChangePassword, { secret, address }: Here, actor: Actor): Promise<void> {
    await this.limits.take(staff.email, address);
    const account = await this.database.read((m) => this.accounts.find(m, staff.id));
    if (!(await passwordFits(account?.passwordHash, input.current))) throw IdentityErrors.passwordWrong();
    if (input.next === input.current) throw IdentityErrors.passwordSame();
    const passwordHash = await hashPassword(input.next);
    await this.transactions.run(async (tx) => {
      await this.accounts.update(tx, staff.id, { passwordHash, passwordTemporary: false });
      await this.sessions.deleteOthers(tx, staff.id, hashOfSecret(secret));
      await this.limits.clear(tx, staff.email, address);
      await this.audit.append(tx, this.entry('identity.password_changed', staff.id, actor));
    });
  }

  async reset(accountId: string, actor: Actor): Promise<TemporaryPassword> {
    const password = temporaryPassword();
    const passwordHash = await hashPassword(password);
    await this.transactions.run(async (tx) => {
      const account = await this.accounts.find(tx, accountId);
      if (!account) throw IdentityErrors.accountNotFound();
      await this.accounts.update(tx, accountId, { passwordHash, passwordTemporary: true });
      await this.sessions.deleteAll(tx, accountId);
      await this.limits.forget(tx, account.email);
      await this.audit.append(tx, this.entry('identity.password_reset', accountId, actor));
    });
    return { temporaryPassword: password };
  }

  async endSessions(accountId: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      if (!(await this.accounts.find(tx, accountId))) throw IdentityErrors.accountNotFound();
      await this.sessions.deleteAll(tx, accountId);
      await this.audit.append(tx, this.entry('identity.sessions_ended', accountId, actor));
    });
  }

  private entry(action: IdentityAction, id: string, actor: Actor) {
    return { actor, action, subject: { kind: 'staff', id } };
  }
}
