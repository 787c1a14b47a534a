import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { SigningKey } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  all(m: EntityManager): Promise<SigningKey[]> {
    return m.find(SigningKey, { order: { id: 'ASC' } });
  }

  async retireAll(tx: Tx, now: Date): Promise<void> {
    await tx.update(SigningKey, { retiredAt: IsNull() }, { retiredAt: now });
  }

  /** False when it was withdrawn before. */
  async withdraw(tx: Tx, id: number, now: Date): Promise<boolean> {
    const { affected } = await tx.update(SigningKey, { id, withdrawnAt: IsNull() }, { withdrawnAt: now });
    return affected === 1;
  }

  /** @throws AlreadyExists */
  insert(tx: Tx, key: SigningKey): Promise<void> {
    return uniqueGuard(() => insertRows(tx, SigningKey, [key]));
  }
}
