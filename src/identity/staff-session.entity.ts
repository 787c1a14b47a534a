import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Ref, Time } from '../database/columns.js';
import { StaffAccount } from './staff-account.entity.js';

@Entity('staff_session')
@Index('staff_session_account', ['accountId'])
export class StaffSession {
  /** SHA-256 of the cookie: who reads the table cannot sign in with it. */
  @Column({ name: 'id_hash', type: 'varchar', length: 64, primary: true }) idHash!: string;
  @Ref('account_id') accountId!: string;
  @Time('created_at') createdAt!: Date;
  @Time('last_seen_at') lastSeenAt!: Date;
  @Time('expires_at') expiresAt!: Date;
  @ManyToOne(() => StaffAccount, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'staff_session_account_fk' })
  account?: Relation<StaffAccount>;
}
