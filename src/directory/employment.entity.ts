import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Day, Id, Ref, Text } from '../database/columns.js';
import { Employee } from './employee.entity.js';
import { Unit } from './unit.entity.js';

/** Where an employee worked as what, from a day to a day. The open row is what `employee` says today. */
@Entity('employment')
@Index('employment_employee', ['employeeId', 'validFrom'])
@Index('employment_unit', ['unitId'])
export class Employment {
  @Id() id!: string;
  @Ref('employee_id') employeeId!: string;
  @ManyToOne(() => Employee, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'employment_employee_fk' })
  employee?: Relation<Employee>;
  @Ref('unit_id') unitId!: string;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'employment_unit_fk' })
  unit?: Relation<Unit>;
  @Text('position', 200) position!: string;
  @Text('rank', 40) rank!: string;
  /** Null: since a day that nobody has told. */
  @Day('valid_from', { nullable: true }) validFrom!: string | null;
  /** The last day; null: still. */
  @Day('valid_to', { nullable: true }) validTo!: string | null;
}
