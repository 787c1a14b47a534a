import { can, type Permission, permissions } from '../common/access/index.js';
import type { Account } from './dto/account.dto.js';
import type { HeldRole, Me } from './dto/session.dto.js';
import { toStaffMember } from './sessions.service.js';
import type { StaffAccount } from './staff-account.entity.js';

type Titles = Map<string, string>;

export function toMe(account: StaffAccount, titles: Titles): Me {
  const staff = toStaffMember(account);
  const everywhere = (Object.keys(permissions) as Permission[]).filter((permission) => can(staff, permission));
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    office: account.office,
    locale: account.locale,
    passwordTemporary: account.passwordTemporary,
    roles: toHeldRoles(account, titles),
    permissions: everywhere,
  };
}

export function toAccount(account: StaffAccount, titles: Titles): Account {
  return {
    id: account.id,
    email: account.email,
    name: account.name,
    office: account.office,
    active: account.active,
    locale: account.locale,
    createdAt: account.createdAt.toISOString(),
    roles: toHeldRoles(account, titles),
  };
}

export const eventIdsOf = (accounts: StaffAccount[]): (string | null)[] =>
  accounts.flatMap((account) => (account.roles ?? []).map((held) => held.eventId));

const toHeldRoles = (account: StaffAccount, titles: Titles): HeldRole[] =>
  (account.roles ?? []).map(({ id, role, eventId }) => ({
    id,
    role,
    eventId,
    eventTitle: eventId === null ? null : (titles.get(eventId) ?? null),
  }));
