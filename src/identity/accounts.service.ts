import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { Actor } from '../common/index.js';
import { Clock, decodeCursor, newId, toPage } from '../common/index.js';
import { Database, type Reader, Transactions, type Tx } from '../database/index.js';
import { AccountRoles } from './account-roles.service.js';
import { eventIdsOf, toAccount } from './account-views.js';
import { AccountsRepository } from './accounts.repository.js';
import type { Account, AccountPage, AccountQuery, CreatedAccount, EditAccount, NewAccount } from './dto/account.dto.js';
import { EventTitles } from './event-titles.js';
import type { IdentityAction } from './identity.audit.js';
import { IdentityErrors } from './identity.errors.js';
import { hashPassword, temporaryPassword } from './passwords.js';
import { SessionsRepository } from './sessions.repository.js';

export interface Credentials {
  passwordHash: string;
  passwordTemporary: boolean;
}

@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly rows: AccountsRepository,
    private readonly roles: AccountRoles,
    private readonly sessions: SessionsRepository,
    private readonly titles: EventTitles,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(query: AccountQuery): Promise<AccountPage> {
    const [name, id] = query.after ? decodeCursor(query.after, ['string', 'string']) : [];
    const after = name !== undefined && id !== undefined ? { name, id } : undefined;
    const found = await this.database.read((m) => this.rows.list(m, { text: query.q, after, limit: query.limit + 1 }));
    const { rows, next } = toPage(found, query.limit, (account) => [account.name, account.id]);
    const titles = await this.titles.of(eventIdsOf(rows));
    return { rows: rows.map((account) => toAccount(account, titles)), next };
  }

  async create(input: NewAccount, actor: Actor): Promise<CreatedAccount> {
    const password = temporaryPassword();
    const credentials = { passwordHash: await hashPassword(password), passwordTemporary: true };
    return { account: await this.insert(newId(), input, credentials, actor), temporaryPassword: password };
  }

  /** An account whose password its owner knows already. */
  async add(input: NewAccount, password: string, actor: Actor): Promise<Account> {
    const credentials = { passwordHash: await hashPassword(password), passwordTemporary: false };
    return this.insert(newId(), input, credentials, actor);
  }

  async edit(id: string, edit: EditAccount, actor: Actor): Promise<Account> {
    await this.transactions.run(async (tx) => {
      const before = await this.rows.find(tx, id);
      if (!before) throw IdentityErrors.accountNotFound();
      if (Object.values(edit).every((value) => value === undefined)) return;
      const switched = edit.active !== undefined && edit.active !== before.active;
      if (switched) await this.rows.lockAdmins(tx);
      await this.rows.update(tx, id, { name: edit.name, office: edit.office, active: edit.active });
      if (switched && edit.active === false) {
        if (!(await this.rows.hasAdmin(tx))) throw IdentityErrors.lastAdmin();
        await this.sessions.deleteAll(tx, id);
      }
      const action = switched
        ? edit.active
          ? 'identity.account_activated'
          : 'identity.account_deactivated'
        : 'identity.account_edited';
      await this.note(tx, action, id, actor);
    });
    return this.view(id);
  }

  async view(id: string): Promise<Account> {
    const account = await this.database.read((m) => this.rows.find(m, id));
    if (!account) throw IdentityErrors.accountNotFound();
    return toAccount(account, await this.titles.of(eventIdsOf([account])));
  }

  /** By id, for lists of who has done something. */
  names(m: Reader, ids: readonly string[]): Promise<Map<string, string>> {
    return this.rows.names(m, ids);
  }

  /** @throws DomainError EMAIL_TAKEN, also when the id exists. */
  async insert(id: string, input: NewAccount, credentials: Credentials, actor: Actor): Promise<Account> {
    const roles = await this.roles.checked(input.roles, (index) => `roles.${index}`);
    await this.transactions.run(async (tx) => {
      const inserted = await this.rows.insert(tx, {
        id,
        email: normaliseEmail(input.email),
        name: input.name,
        office: input.office,
        ...credentials,
        active: true,
        locale: 'id',
        createdAt: this.clock.now(),
      });
      if (!inserted) throw IdentityErrors.emailTaken();
      await this.note(tx, 'identity.account_created', id, actor);
      for (const [index, role] of roles.entries()) await this.roles.give(tx, id, role, actor, `roles.${index}`);
    });
    return this.view(id);
  }

  private note(tx: Tx, action: IdentityAction, id: string, actor: Actor): Promise<void> {
    return this.audit.append(tx, { actor, action, subject: { kind: 'staff', id } });
  }
}

export const normaliseEmail = (email: string): string => email.normalize('NFC').trim().toLowerCase();
