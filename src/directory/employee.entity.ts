import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Bool, Id, Ref, Text } from '../database/columns.js';
import type { NipKind } from './rules/nip.js';
import { Unit } from './unit.entity.js';

@Entity('employee')
@Index('employee_nip', ['nip'], { unique: true })
@Index('employee_unit', ['unitId'])
@Index('employee_name', ['nameKey'])
export class Employee {
  @Id() id!: string;
  @Text('nip', 18) nip!: string;
  @Text('front_title', 60) frontTitle!: string;
  @Text('name', 200) name!: string;
  @Text('back_title', 100) backTitle!: string;
  @Text('name_key', 200) nameKey!: string;
  @Text('kind', 8) kind!: NipKind;
  @Ref('unit_id') unitId!: string;
  @Text('position', 200) position!: string;
  /** A code of `ranks`. */
  @Text('rank', 40) rank!: string;
  /** Of the office; empty when the directory does not know it. */
  @Text('phone', 20, { default: '' }) phone!: string;
  @Text('email', 254, { default: '' }) email!: string;
  /** The person's id in SIASN, known only once HR has looked it up there. */
  @Text('pns_orang_id', 64, { nullable: true }) pnsOrangId!: string | null;
  @Bool('active') active!: boolean;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'employee_unit_fk' })
  unit?: Relation<Unit>;
}
