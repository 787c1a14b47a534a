import { Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Text } from '../../database/columns.js';
import { Event } from '../../events/event.entity.js';

/** How an event counts presence; without a row as by default. */
@Entity('attendance_settings')
export class AttendanceSettings {
  @PrimaryColumn({ name: 'event_id', type: 'varchar', length: 36 }) eventId!: string;
  /** `HH:MM` in the event's zone, when whoever was never scanned out counts as gone; null: when the day ends. */
  @Text('gone_at', 5, { nullable: true }) goneAt!: string | null;

  @OneToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'attendance_settings_of_event' })
  event?: Relation<Event>;
}
