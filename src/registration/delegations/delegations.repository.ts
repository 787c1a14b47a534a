import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { insertRows, type Reader, type Tx } from '../../database/index.js';
import { Registration } from '../registration.entity.js';
import { isLive, registrationStatuses } from '../registration-status.js';
import { Delegation } from './delegation.entity.js';

/** Of one unit in one event; no hall holds more. */
const MOST_PEOPLE = 1000;

@Injectable()
export class DelegationsRepository {
  insert(tx: Tx, delegation: Delegation): Promise<void> {
    return insertRows(tx, Delegation, [delegation]);
  }

  find(m: Reader, id: string): Promise<Delegation | null> {
    return m.findOneBy(Delegation, { id });
  }

  findInEvent(m: Reader, eventId: string, id: string): Promise<Delegation | null> {
    return m.findOneBy(Delegation, { id, eventId });
  }

  /** The newest first. */
  ofEvent(m: Reader, eventId: string): Promise<Delegation[]> {
    return m.find(Delegation, { where: { eventId }, relations: { unit: true }, order: { id: 'DESC' } });
  }

  /** Makes a new link in place of the one that was read; false when somebody else was quicker. */
  async replaceLink(
    tx: Tx,
    { id, epoch }: Pick<Delegation, 'id' | 'epoch'>,
    fields: Partial<Pick<Delegation, 'expiresAt' | 'revokedAt'>>,
  ): Promise<boolean> {
    const { affected } = await tx.update(Delegation, { id, epoch }, { ...fields, epoch: epoch + 1 });
    return affected === 1;
  }

  /** How many who came by each desk are still in. */
  async countRegistered(m: Reader, ids: string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const rows = await m
      .createQueryBuilder(Registration, 'r')
      .select('r.delegation_id', 'id')
      .addSelect('COUNT(*)', 'count')
      .where({ delegationId: In(ids), status: In(registrationStatuses.filter(isLive)) })
      .groupBy('r.delegation_id')
      .getRawMany<{ id: string; count: string | number }>();
    return new Map(rows.map((row) => [row.id, Number(row.count)]));
  }

  /** Everybody of these units in the event, in the order in which they came. */
  people(m: Reader, eventId: string, unitIds: string[]): Promise<Registration[]> {
    return m.find(Registration, {
      where: { eventId, unitId: In(unitIds) },
      order: { arrivalNo: 'ASC' },
      take: MOST_PEOPLE,
    });
  }
}
