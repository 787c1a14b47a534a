import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Ref, Text, Time } from '../database/columns.js';
import { Event } from '../events/event.entity.js';
import type { Decision } from './rules/standing.js';
import { Scan } from './scan.entity.js';

/** What a person decided about a scan. The newest of a scan counts; none is changed. */
@Entity('ruling')
@Index('ruling_scan', ['scanId', 'id'])
@Index('ruling_event', ['eventId', 'id'])
export class Ruling {
  @Id() id!: string;
  @Ref('scan_id') scanId!: string;
  @Ref('event_id') eventId!: string;
  @Text('decision', 8) decision!: Decision;
  @Text('reason', 500) reason!: string;
  @Ref('staff_id', { nullable: true }) staffId!: string | null;
  @Time('at') at!: Date;

  @ManyToOne(() => Scan, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'scan_id', foreignKeyConstraintName: 'ruling_of_scan' })
  scan?: Relation<Scan>;

  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'ruling_of_event' })
  event?: Relation<Event>;
}
