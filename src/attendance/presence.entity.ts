import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Int, Ref, Text, Time } from '../database/columns.js';
import { Event } from '../events/event.entity.js';
import { Registration } from '../registration/registration.entity.js';
import { Gate } from './gate.entity.js';
import { Scan } from './scan.entity.js';

/** One stay of one person in one slot. Follows from scans, rulings and corrections; the unique key lets each entry in once. */
@Entity('presence')
@Index('presence_entry', ['registrationId', 'slot', 'entryNo'], { unique: true })
@Index('presence_slot', ['eventId', 'slot', 'entryNo', 'inAt'])
export class Presence {
  @Id() id!: string;
  @Ref('registration_id') registrationId!: string;
  @Ref('event_id') eventId!: string;
  @Text('slot', 48) slot!: string;
  @Int('entry_no') entryNo!: number;
  @Time('in_at') inAt!: Date;
  @Time('out_at', { nullable: true }) outAt!: Date | null;
  @Ref('gate_id', { nullable: true }) gateId!: string | null;
  /** Null when an organiser said so. */
  @Ref('in_scan_id', { nullable: true }) inScanId!: string | null;
  @Ref('out_scan_id', { nullable: true }) outScanId!: string | null;

  @ManyToOne(() => Registration, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'presence_of_registration' })
  registration?: Relation<Registration>;

  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'presence_of_event' })
  event?: Relation<Event>;

  @ManyToOne(() => Gate, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'gate_id', foreignKeyConstraintName: 'presence_at_gate' })
  gate?: Relation<Gate>;

  @ManyToOne(() => Scan, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'in_scan_id', foreignKeyConstraintName: 'presence_in_scan' })
  inScan?: Relation<Scan>;

  @ManyToOne(() => Scan, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'out_scan_id', foreignKeyConstraintName: 'presence_out_scan' })
  outScan?: Relation<Scan>;
}
