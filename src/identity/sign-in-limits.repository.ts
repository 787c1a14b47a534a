import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThanOrEqual } from 'typeorm';
import { AlreadyExists, insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { SignInLimit } from './sign-in-limit.entity.js';

@Injectable()
export class SignInLimitsRepository {
  /**
   * Counts one try, unless `most` are counted already. One guarded statement, so that parallel tries cannot all pass
   * before the first of them is counted.
   */
  async take(tx: Tx, id: string, most: number, now: Date, forgetAt: Date): Promise<boolean> {
    if (await this.countTry(tx, id, most, now, forgetAt)) return true;
    try {
      await uniqueGuard(() => insertRows(tx, SignInLimit, [{ id, tries: 1, forgetAt }]));
      return true;
    } catch (error) {
      if (!(error instanceof AlreadyExists)) throw error;
      // Full, or another try made the row a moment ago.
      return this.countTry(tx, id, most, now, forgetAt);
    }
  }

  find(m: EntityManager, id: string): Promise<SignInLimit | null> {
    return m.findOneBy(SignInLimit, { id });
  }

  async giveBack(tx: Tx, id: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .update(SignInLimit)
      .set({ tries: () => 'tries - 1' })
      .where('id = :id AND tries > 0', { id })
      .execute();
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.delete(SignInLimit, { id });
  }

  async deleteBehind(tx: Tx, prefix: string): Promise<void> {
    await tx
      .createQueryBuilder()
      .delete()
      .from(SignInLimit)
      .where("id LIKE :part ESCAPE '!'", { part: `${prefix.replace(/_/g, '!_')}%` })
      .execute();
  }

  async deleteForgotten(tx: Tx, now: Date): Promise<void> {
    await tx.delete(SignInLimit, { forgetAt: LessThanOrEqual(now) });
  }

  /** `tries` is set before `forget_at`: MySQL evaluates assignments in order, with the values already assigned. */
  private async countTry(tx: Tx, id: string, most: number, now: Date, forgetAt: Date): Promise<boolean> {
    const result = await tx
      .createQueryBuilder()
      .update(SignInLimit)
      .set({ tries: () => 'CASE WHEN forget_at <= :now THEN 1 ELSE tries + 1 END', forgetAt })
      .where('id = :id AND (forget_at <= :now OR tries < :most)', { id, now, most })
      .execute();
    return result.affected === 1;
  }
}
