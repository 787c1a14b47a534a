import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Certificate } from '../certificates/index.js';
import { Day, Id, Int, Ref, Text, Time } from '../database/columns.js';
import { Employee, Unit } from '../directory/index.js';
import { Event, type ParticipantKind } from '../events/index.js';
import type { RecordState } from './training-record-status.js';

/** Training hours of one person from one certificate, as they go into the personnel file. */
@Entity('training_record')
@Index('training_record_certificate', ['certificateId'], { unique: true })
@Index('training_record_employee_year', ['employeeId', 'year', 'state'])
@Index('training_record_year_state', ['year', 'state', 'id'])
@Index('training_record_nip', ['nip'])
export class TrainingRecord {
  @Id() id!: string;
  @Ref('certificate_id') certificateId!: string;
  @ManyToOne(() => Certificate, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'certificate_id', foreignKeyConstraintName: 'fk_training_record_certificate' })
  certificate?: Relation<Certificate>;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_training_record_event' })
  event?: Relation<Event>;

  /** As typed by the participant, until HR says whose hours these are. */
  @Text('nip', 18, { nullable: true }) nip!: string | null;
  @Ref('employee_id', { nullable: true }) employeeId!: string | null;
  @ManyToOne(() => Employee, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'employee_id', foreignKeyConstraintName: 'fk_training_record_employee' })
  employee?: Relation<Employee>;
  @Text('kind', 16) kind!: ParticipantKind;
  @Text('person_name', 400) personName!: string;
  @Text('name_key', 300) nameKey!: string;
  @Ref('unit_id', { nullable: true }) unitId!: string | null;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'fk_training_record_unit' })
  unit?: Relation<Unit>;
  @Text('unit_text', 200) unitText!: string;
  @Text('position', 200) position!: string;

  @Text('title', 250) title!: string;
  @Text('organiser', 200) organiser!: string;
  @Text('number', 160) number!: string;
  @Int('jp') jp!: number;
  /** Year of the event's last day in its own zone. */
  @Int('year') year!: number;
  @Day('started_on') startedOn!: string;
  @Day('ended_on') endedOn!: string;
  /** BKN's code of the kind of training; 8 = bimbingan teknis. */
  @Text('jenis_diklat_id', 4) jenisDiklatId!: string;
  @Text('state', 16) state!: RecordState;
  @Time('created_at') createdAt!: Date;
}
