import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRows, type Tx, uniqueGuard } from '../database/index.js';
import { SigningKey } from './signing-key.entity.js';

@Injectable()
export class SigningKeysRepository {
  all(m: EntityManager): Promise<SigningKey[]> {
    return m.find(SigningKey, { order: { id: 'ASC' } });
  }

  /** @throws AlreadyExists */
  insert(tx: Tx, key: SigningKey): Promise<void> {
    return uniqueGuard(() => insertRows(tx, SigningKey, [key]));
  }
}
