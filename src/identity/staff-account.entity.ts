import { Entity, Index, OneToMany, type Relation } from 'typeorm';
import type { Locale } from '../common/index.js';
import { Bool, Id, Text, Time } from '../database/columns.js';
import { RoleAssignment } from './role-assignment.entity.js';

@Entity('staff_account')
@Index('staff_account_email', ['email'], { unique: true })
export class StaffAccount {
  @Id() id!: string;
  /** Lower case. */
  @Text('email', 254) email!: string;
  @Text('name', 160) name!: string;
  @Text('office', 200) office!: string;
  @Text('password_hash', 200) passwordHash!: string;
  /** Made by the application and known to the administrator who handed it over. */
  @Bool('password_temporary') passwordTemporary!: boolean;
  @Bool('active') active!: boolean;
  @Text('locale', 2) locale!: Locale;
  @Time('created_at') createdAt!: Date;
  @OneToMany(() => RoleAssignment, (role) => role.account) roles?: Relation<RoleAssignment>[];
}
