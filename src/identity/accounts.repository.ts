import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { AlreadyExists, insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { RoleAssignment } from './role-assignment.entity.js';
import { StaffAccount } from './staff-account.entity.js';

export type AccountFields = Partial<
  Pick<StaffAccount, 'name' | 'office' | 'active' | 'locale' | 'passwordHash' | 'passwordTemporary'>
>;

export interface AccountFilter {
  text: string | undefined;
  after: { name: string; id: string } | undefined;
  limit: number;
}

@Injectable()
export class AccountsRepository {
  find(m: EntityManager, id: string): Promise<StaffAccount | null> {
    return this.one(m, { id });
  }

  async names(m: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
    const found = await m.find(StaffAccount, { select: { id: true, name: true }, where: { id: In(ids) } });
    return new Map(found.map(({ id, name }) => [id, name]));
  }

  findByEmail(m: EntityManager, email: string): Promise<StaffAccount | null> {
    return this.one(m, { email });
  }

  async list(m: EntityManager, { text, after, limit }: AccountFilter): Promise<StaffAccount[]> {
    const page = m.createQueryBuilder(StaffAccount, 'a').orderBy('a.name').addOrderBy('a.id').limit(limit);
    if (text) {
      page.andWhere("(LOWER(a.name) LIKE :part ESCAPE '!' OR a.email LIKE :part ESCAPE '!')", {
        part: containing(text),
      });
    }
    if (after) page.andWhere('(a.name > :name OR (a.name = :name AND a.id > :id))', after);
    const accounts = await page.getMany();
    const roles = await m.findBy(RoleAssignment, { accountId: In(accounts.map((account) => account.id)) });
    for (const account of accounts) account.roles = roles.filter((role) => role.accountId === account.id);
    return accounts;
  }

  async any(m: EntityManager): Promise<boolean> {
    return m.exists(StaffAccount);
  }

  /** @returns false when the e-mail (or the id) is taken. */
  async insert(tx: Tx, account: StaffAccount): Promise<boolean> {
    return notTwice(() => insertRows(tx, StaffAccount, [account]));
  }

  async update(tx: Tx, id: string, fields: AccountFields): Promise<void> {
    await tx.update(StaffAccount, { id }, fields);
  }

  /** @returns false when the account holds this role already. */
  async insertRole(tx: Tx, role: RoleAssignment): Promise<boolean> {
    return notTwice(() => insertRows(tx, RoleAssignment, [role]));
  }

  async deleteRole(tx: Tx, accountId: string, id: string): Promise<void> {
    await tx.delete(RoleAssignment, { id, accountId });
  }

  /**
   * Whether an active administrator is left. Locks the roles of all administrators first: two of them who remove each
   * other at the same moment would each still see the other.
   */
  async hasAdmin(tx: Tx): Promise<boolean> {
    return tx.exists(RoleAssignment, { where: { role: 'admin', account: { active: true } } });
  }

  async lockAdmins(tx: Tx): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(RoleAssignment)
      .set({ scopeKey: () => 'scope_key' })
      .where({ role: 'admin' })
      .execute();
  }

  private async one(m: EntityManager, where: { id: string } | { email: string }): Promise<StaffAccount | null> {
    const [account] = await m.find(StaffAccount, { where, relations: { roles: true } });
    return account ?? null;
  }
}

async function notTwice(insert: () => Promise<void>): Promise<boolean> {
  try {
    await uniqueGuard(insert);
    return true;
  } catch (error) {
    if (error instanceof AlreadyExists) return false;
    throw error;
  }
}

const containing = (text: string): string => `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
