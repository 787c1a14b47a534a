import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { newId } from '../../common/index.js';
import { insertRows, type Tx } from '../../database/index.js';
import { BounceMailboxState } from './bounce-mailbox.entity.js';
import type { MailboxFaultKind } from './mailbox-fault.js';

@Injectable()
export class BouncesRepository {
  find(m: EntityManager, name: string): Promise<BounceMailboxState | null> {
    return m.findOneBy(BounceMailboxState, { name });
  }

  /** `fault` is null when the mailbox was read to its end. */
  async record(tx: Tx, name: string, fault: MailboxFaultKind | null, now: Date): Promise<void> {
    const unknown = { id: newId(), name, readAt: null, fault: null, faultSince: null };
    await insertRows(tx, BounceMailboxState, [unknown], 'name');
    if (fault) {
      await tx.update(BounceMailboxState, { name }, { fault });
      await tx.update(BounceMailboxState, { name, faultSince: IsNull() }, { faultSince: now });
    } else {
      await tx.update(BounceMailboxState, { name }, { readAt: now, fault: null, faultSince: null });
    }
  }
}
