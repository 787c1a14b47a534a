import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Int, Ref, Text } from '../database/columns.js';
import { Event } from '../events/event.entity.js';

@Entity('gate')
@Index('gate_event_name', ['eventId', 'nameKey'], { unique: true })
export class Gate {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @Text('name', 80) name!: string;
  /** The name without case and surplus spaces: two gates of one name cannot be told apart at the door. */
  @Text('name_key', 80) nameKey!: string;
  @Int('sort') sort!: number;

  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'gate_of_event' })
  event?: Relation<Event>;
}
