import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Reader, Tx } from '../database/index.js';
import { Commitment, CommitmentSignatory } from './commitment.entity.js';
import { CommitteeMember } from './committee.entity.js';

export type CommitmentWithSignatories = Omit<Commitment, 'event'> & {
  signatories: Omit<CommitmentSignatory, 'commitment'>[];
};
type NewMember = Omit<CommitteeMember, 'event'>;

/** Committee and joint commitment of an event. */
@Injectable()
export class PapersRepository {
  committee(m: Reader, eventId: string): Promise<CommitteeMember[]> {
    return m.find(CommitteeMember, { where: { eventId }, order: { sort: 'ASC', id: 'ASC' } });
  }

  async changeCommittee(tx: Tx, change: { remove: string[]; update: NewMember[]; insert: NewMember[] }): Promise<void> {
    if (change.remove.length) await tx.delete(CommitteeMember, { id: In(change.remove) });
    for (const { id, ...fields } of change.update) await tx.update(CommitteeMember, { id }, fields);
    if (change.insert.length) {
      await tx.createQueryBuilder().insert().into(CommitteeMember).values(change.insert).updateEntity(false).execute();
    }
  }

  async commitment(m: Reader, eventId: string): Promise<CommitmentWithSignatories | null> {
    const commitment = await m.findOneBy(Commitment, { eventId });
    if (!commitment) return null;
    const signatories = await m.find(CommitmentSignatory, {
      where: { commitmentId: commitment.id },
      order: { sort: 'ASC' },
    });
    return { ...commitment, signatories };
  }

  /** Days of signing by event. */
  async signedOn(m: Reader, eventIds: string[]): Promise<Map<string, string | null>> {
    if (!eventIds.length) return new Map();
    const rows = await m.findBy(Commitment, { eventId: In(eventIds) });
    return new Map(rows.map((row) => [row.eventId, row.signedOn]));
  }

  async insertCommitment(tx: Tx, row: Omit<Commitment, 'event'>): Promise<void> {
    await tx.createQueryBuilder().insert().into(Commitment).values(row).updateEntity(false).execute();
  }

  async updateCommitment(tx: Tx, id: string, fields: Pick<Commitment, 'title' | 'body'>): Promise<void> {
    await tx.update(Commitment, { id }, fields);
  }

  async setSignatories(tx: Tx, commitmentId: string, rows: Omit<CommitmentSignatory, 'commitment'>[]): Promise<void> {
    await tx.delete(CommitmentSignatory, { commitmentId });
    if (!rows.length) return;
    await tx.createQueryBuilder().insert().into(CommitmentSignatory).values(rows).updateEntity(false).execute();
  }

  /** False: it was signed already. */
  async sign(tx: Tx, id: string, signedOn: string): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(Commitment)
      .set({ signedOn })
      .where('id = :id AND signed_on IS NULL', { id })
      .execute();
    return affected === 1;
  }
}
