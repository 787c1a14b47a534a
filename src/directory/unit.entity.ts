import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Bool, Id, Int, Ref, Text } from '../database/columns.js';

/** An organisation unit of the government (OPD, district, village), as a tree. */
@Entity('unit')
@Index('unit_code', ['code'], { unique: true })
@Index('unit_parent', ['parentId'])
export class Unit {
  @Id() id!: string;
  @Text('code', 40) code!: string;
  @Text('name', 200) name!: string;
  @Text('name_key', 200) nameKey!: string;
  @Ref('parent_id', { nullable: true }) parentId!: string | null;
  /** Place in lists: the order of protocol, not of the alphabet. */
  @Int('sort') sort!: number;
  /** False: part of another unit by now, and no choice any more. */
  @Bool('active') active!: boolean;
  /** The unit that it has become part of. It lies under that one in the tree, so that what names the old id still counts. */
  @Ref('merged_into_id', { nullable: true }) mergedIntoId!: string | null;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'parent_id', foreignKeyConstraintName: 'unit_parent_fk' })
  parent?: Relation<Unit> | null;
}
