import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual, Not } from 'typeorm';
import { insertRows, type Tx } from '../database/index.js';
import { StaffSession } from './staff-session.entity.js';

@Injectable()
export class SessionsRepository {
  /** With its account and roles, in one statement. */
  async find(m: EntityManager, idHash: string): Promise<StaffSession | undefined> {
    const [session] = await m.find(StaffSession, { where: { idHash }, relations: { account: { roles: true } } });
    return session;
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
