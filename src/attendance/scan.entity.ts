import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Ref, Text, Time } from '../database/columns.js';
import { Event } from '../events/event.entity.js';
import { Registration } from '../registration/registration.entity.js';
import { Gate } from './gate.entity.js';
import type { Direction } from './presence.js';
import type { Verdict } from './verdict.js';

/** `name`: chosen among those whom the officer found by a name. */
export const scanMethods = ['camera', 'code', 'keyboard', 'name'] as const;
export type ScanMethod = (typeof scanMethods)[number];

/** What a phone reported, whatever the verdict. Never deleted; its id is made by the phone. */
@Entity('scan')
@Index('scan_received', ['eventId', 'receivedAt'])
@Index('scan_verdict', ['eventId', 'verdict', 'receivedAt'])
@Index('scan_registration', ['registrationId', 'receivedAt'])
export class Scan {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @Ref('gate_id', { nullable: true }) gateId!: string | null;
  /** Of this event only. What was read is not kept: a stranger's QR code is none of our business. */
  @Ref('registration_id', { nullable: true }) registrationId!: string | null;
  @Text('slot', 48) slot!: string;
  @Text('direction', 3) direction!: Direction;
  @Text('method', 16) method!: ScanMethod;
  @Text('verdict', 24) verdict!: Verdict;
  @Time('scanned_at') scannedAt!: Date;
  @Time('received_at') receivedAt!: Date;
  @Ref('staff_id', { nullable: true }) staffId!: string | null;
  @Text('device_label', 60, { nullable: true }) deviceLabel!: string | null;

  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'scan_of_event' })
  event?: Relation<Event>;

  @ManyToOne(() => Gate, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'gate_id', foreignKeyConstraintName: 'scan_at_gate' })
  gate?: Relation<Gate>;

  @ManyToOne(() => Registration, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'scan_of_registration' })
  registration?: Relation<Registration>;
}
