import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual, Not } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import type { RoleAssignment } from './role-assignment.entity.js';
import type { StaffAccount } from './staff-account.entity.js';
import { StaffSession } from './staff-session.entity.js';

type Role = Pick<RoleAssignment, 'id' | 'role' | 'eventId'>;

export interface SignedIn extends Pick<StaffSession, 'idHash' | 'lastSeenAt' | 'expiresAt'> {
  active: boolean;
  account: Pick<StaffAccount, 'id' | 'name' | 'email' | 'office' | 'locale'> & { roles: Role[] };
}

/** Asked by every request of staff: to build this anew each time takes longer than to run it. */
const SIGNED_IN = `
  SELECT s.last_seen_at, s.expires_at, a.id, a.name, a.email, a.office, a.locale, a.active,
         r.id AS roleId, r.role AS role, r.event_id AS eventId
  FROM staff_session s
  JOIN staff_account a ON a.id = s.account_id
  LEFT JOIN role_assignment r ON r.account_id = a.id
  WHERE s.id_hash = ?`;

@Injectable()
export class SessionsRepository {
  /** With its account and roles. */
  async find(m: EntityManager, idHash: string): Promise<SignedIn | undefined> {
    const rows: Record<string, unknown>[] = await m.query(SIGNED_IN, [idHash]);
    const [first] = rows;
    if (!first) return undefined;
    const { columns } = m.connection.getMetadata(StaffSession);
    const time = (name: string) =>
      m.connection.driver.prepareHydratedValue(
        first[name],
        columns.find((column) => column.databaseName === name)!,
      ) as Date;
    const { id, name, email, office, locale } = first as unknown as SignedIn['account'];
    const roles = rows.filter((row) => row.roleId !== null);
    return {
      idHash,
      lastSeenAt: time('last_seen_at'),
      expiresAt: time('expires_at'),
      active: Boolean(first.active),
      account: {
        ...{ id, name, email, office, locale },
        roles: roles.map(({ roleId, role, eventId }) => ({ id: roleId, role, eventId }) as Role),
      },
    };
  }

  insert(tx: Tx, session: StaffSession): Promise<void> {
    return insertRows(tx, StaffSession, [session]);
  }

  async touch(tx: Tx, idHash: string, now: Date, seenBefore: Date): Promise<void> {
    await tx.update(StaffSession, { idHash, lastSeenAt: LessThanOrEqual(seenBefore) }, { lastSeenAt: now });
  }

  async delete(tx: Tx, idHash: string): Promise<void> {
    await tx.delete(StaffSession, { idHash });
  }

  async deleteAll(tx: Tx, accountId: string): Promise<void> {
    await tx.delete(StaffSession, { accountId });
  }

  async deleteOthers(tx: Tx, accountId: string, keptIdHash: string): Promise<void> {
    await tx.delete(StaffSession, { accountId, idHash: Not(keptIdHash) });
  }

  async deleteEnded(tx: Tx, accountId: string, now: Date, idleSince: Date): Promise<void> {
    await tx.delete(StaffSession, { accountId, expiresAt: LessThanOrEqual(now) });
    await tx.delete(StaffSession, { accountId, lastSeenAt: LessThanOrEqual(idleSince) });
  }
}
