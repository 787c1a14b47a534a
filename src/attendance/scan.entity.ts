import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Bool, Decimal, Id, Ref, Text, Time } from '../database/columns.js';
import { Event } from '../events/event.entity.js';
import { Registration } from '../registration/registration.entity.js';
import { Gate } from './gate.entity.js';
import type { Direction } from './rules/presence.js';
import type { Conflict, Shown, Standing } from './rules/standing.js';
import type { Verdict } from './rules/verdict.js';

/** `name`: chosen among those whom the officer found by a name. */
export const scanMethods = ['camera', 'code', 'keyboard', 'name'] as const;
export type ScanMethod = (typeof scanMethods)[number];

/** What a phone reported, whatever the verdict. Never deleted; its id is made by the phone. */
@Entity('scan')
@Index('scan_received', ['eventId', 'receivedAt'])
@Index('scan_conflict', ['eventId', 'conflict', 'receivedAt'])
@Index('scan_verdict', ['eventId', 'verdict', 'receivedAt'])
@Index('scan_registration', ['registrationId', 'receivedAt'])
export class Scan {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @Ref('gate_id', { nullable: true }) gateId!: string | null;
  /** Of this event only. What was read is not kept: a stranger's QR code is none of our business. */
  @Ref('registration_id', { nullable: true }) registrationId!: string | null;
  /** Whose NIP it was, or who was chosen by his name, of those who were not registered then. Without a foreign key. */
  @Ref('employee_id', { nullable: true }) employeeId!: string | null;
  @Text('slot', 48) slot!: string;
  @Text('direction', 3) direction!: Direction;
  @Text('method', 16) method!: ScanMethod;
  /** As judged when the scan came in. Never changes; what became of it later is its standing. */
  @Text('verdict', 24) verdict!: Verdict;
  /** By the clock of the phone. */
  @Time('scanned_at') scannedAt!: Date;
  /** By how much that clock was behind ours then: of a clock that stands at 1970 more than an integer holds. */
  @Decimal('skew_ms', { default: 0 }) skewMs!: number;
  /** What the phone showed when it judged by itself; null when it showed the verdict. */
  @Text('shown', 24, { nullable: true }) shown!: Shown | null;
  @Text('standing', 10, { default: 'refused' }) standing!: Standing;
  /** Why a person must look at it; null when nobody must, or has. */
  @Text('conflict', 24, { nullable: true }) conflict!: Conflict | null;
  @Time('received_at') receivedAt!: Date;
  @Ref('staff_id', { nullable: true }) staffId!: string | null;
  /** The paired phone; written with the scan, so without a foreign key. */
  @Ref('device_id', { nullable: true }) deviceId!: string | null;
  @Text('device_label', 60, { nullable: true }) deviceLabel!: string | null;
  /** The phone's right to scan had ended by the time at the door: it counts only when somebody rules so. */
  @Bool('barred', { default: false }) barred!: boolean;

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

/** When it was, by our clock. */
export const doorTime = ({ scannedAt, skewMs }: Pick<Scan, 'scannedAt' | 'skewMs'>): Date =>
  new Date(scannedAt.getTime() + skewMs);
