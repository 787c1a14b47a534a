import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import type { Role } from '../common/access/index.js';
import { Id, Ref, Text } from '../database/columns.js';
import { StaffAccount } from './staff-account.entity.js';

@Entity('role_assignment')
@Index('role_assignment_once', ['accountId', 'role', 'scopeKey'], { unique: true })
@Index('role_assignment_role', ['role'])
export class RoleAssignment {
  @Id() id!: string;
  @Ref('account_id') accountId!: string;
  @Text('role', 16) role!: Role;
  /** Without a foreign key: accounts stand before events. Null = everywhere. */
  @Ref('event_id', { nullable: true }) eventId!: string | null;
  /** The event's id, or `everywhere`: NULLs would collide on neither engine. */
  @Text('scope_key', 36) scopeKey!: string;
  @ManyToOne(() => StaffAccount, (account) => account.roles, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'account_id', foreignKeyConstraintName: 'role_assignment_account_fk' })
  account?: Relation<StaffAccount>;
}
