import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { everywhereOnly, type Role } from '../common/access/index.js';
import { type Actor, newId } from '../common/index.js';
import { Transactions, type Tx } from '../database/index.js';
import { AccountsRepository } from './accounts.repository.js';
import type { NewRole } from './dto/account.dto.js';
import { EventTitles } from './event-titles.js';
import type { IdentityAction } from './identity.audit.js';
import { IdentityErrors } from './identity.errors.js';

export interface RoleGrant {
  role: Role;
  eventId: string | null;
}

@Injectable()
export class AccountRoles {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: AccountsRepository,
    private readonly titles: EventTitles,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError VALIDATION when a role cannot be held so, or its event does not exist. */
  async checked(roles: NewRole[], pathOf: (index: number) => string): Promise<RoleGrant[]> {
    const known = await this.titles.of(roles.map((role) => role.eventId ?? null));
    return roles.map(({ role, eventId }, index) => {
      const path = pathOf(index);
      const field = path === '' ? 'eventId' : `${path}.eventId`;
      if (eventId && everywhereOnly.includes(role)) throw IdentityErrors.roleEverywhereOnly(field);
      if (eventId && !known.has(eventId)) throw IdentityErrors.eventUnknown(field);
      return { role, eventId: eventId ?? null };
    });
  }

  async add(accountId: string, input: NewRole, actor: Actor): Promise<void> {
    const [role] = await this.checked([input], () => '');
    await this.transactions.run(async (tx) => {
      if (!(await this.rows.find(tx, accountId))) throw IdentityErrors.accountNotFound();
      await this.give(tx, accountId, role!, actor, '');
    });
  }

  async give(tx: Tx, accountId: string, { role, eventId }: RoleGrant, actor: Actor, path: string): Promise<void> {
    const scopeKey = eventId ?? 'everywhere';
    const inserted = await this.rows.insertRole(tx, { id: newId(), accountId, role, eventId, scopeKey });
    if (!inserted) throw IdentityErrors.roleHeld(path === '' ? 'role' : `${path}.role`);
    await this.note(tx, 'identity.role_given', accountId, { role, eventId }, actor);
  }

  async take(accountId: string, roleId: string, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.rows.lockAdmins(tx);
      const account = await this.rows.find(tx, accountId);
      if (!account) throw IdentityErrors.accountNotFound();
      const held = account.roles?.find((role) => role.id === roleId);
      if (!held) throw IdentityErrors.roleNotFound();
      await this.rows.deleteRole(tx, accountId, roleId);
      if (held.role === 'admin' && !(await this.rows.hasAdmin(tx))) throw IdentityErrors.lastAdmin();
      await this.note(tx, 'identity.role_taken', accountId, held, actor);
    });
  }

  private note(tx: Tx, action: IdentityAction, id: string, { role, eventId }: RoleGrant, actor: Actor): Promise<void> {
    return this.audit.append(tx, { actor, action, subject: { kind: 'staff', id }, eventId, payload: { role } });
  }
}
