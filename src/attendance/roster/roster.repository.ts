import { Injectable } from '@nestjs/common';
import { type EntityManager, In, MoreThan } from 'typeorm';
import { insertRows, type Tx } from '../../database/index.js';
import { Roster, RosterEntry } from './roster.entity.js';

export type KnownEntry = Pick<RosterEntry, 'registrationId' | 'keyId' | 'epoch' | 'digest'>;

@Injectable()
export class RosterRepository {
  /** 0 when none was made yet. */
  async changeSeq(m: EntityManager, eventId: string): Promise<number> {
    return (await m.findOneBy(Roster, { eventId }))?.changeSeq ?? 0;
  }

  known(m: EntityManager, eventId: string): Promise<KnownEntry[]> {
    return m
      .createQueryBuilder(RosterEntry, 'e')
      .select('e.registration_id', 'registrationId')
      .addSelect('e.key_id', 'keyId')
      .addSelect('e.epoch', 'epoch')
      .addSelect('e.digest', 'digest')
      .where('e.event_id = :eventId', { eventId })
      .getRawMany<KnownEntry>();
  }

  /** False when another process has changed the roster since `seq` was read. */
  async advance(tx: Tx, eventId: string, seq: number): Promise<boolean> {
    if (seq === 0) await insertRows(tx, Roster, [{ eventId, changeSeq: 0 }], 'event_id');
    const { affected } = await tx.update(Roster, { eventId, changeSeq: seq }, { changeSeq: seq + 1 });
    return affected === 1;
  }

  async replace(tx: Tx, entries: RosterEntry[]): Promise<void> {
    const AT_ONCE = 300;
    for (let from = 0; from < entries.length; from += AT_ONCE) {
      const some = entries.slice(from, from + AT_ONCE);
      await tx.delete(RosterEntry, { boxId: In(some.map(({ boxId }) => boxId)) });
      await insertRows(tx, RosterEntry, some);
    }
  }

  after(m: EntityManager, eventId: string, [seq, boxId]: [number, string], limit: number): Promise<RosterEntry[]> {
    return m.find(RosterEntry, {
      select: { boxId: true, box: true, changeSeq: true },
      where: [
        { eventId, changeSeq: seq, boxId: MoreThan(boxId) },
        { eventId, changeSeq: MoreThan(seq) },
      ],
      order: { changeSeq: 'ASC', boxId: 'ASC' },
      take: limit,
    });
  }
}
