import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Int, LongText, Ref, Text } from '../../database/columns.js';
import { Event } from '../../events/event.entity.js';
import { Registration } from '../../registration/registration.entity.js';

/** Raised whenever an entry of the event's roster changes, in the writing transaction. */
@Entity('roster')
export class Roster {
  @PrimaryColumn({ name: 'event_id', type: 'varchar', length: 36 }) eventId!: string;
  @Int('change_seq') changeSeq!: number;

  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'roster_of_event' })
  event?: Relation<Event>;
}

/** One ticket that a door may meet, sealed so that only the ticket itself opens it; follows from the registration. */
@Entity('roster_entry')
@Index('roster_entry_change', ['eventId', 'changeSeq', 'boxId'])
@Index('roster_entry_ticket', ['registrationId', 'keyId', 'epoch'], { unique: true })
export class RosterEntry {
  @PrimaryColumn({ name: 'box_id', type: 'varchar', length: 32 }) boxId!: string;
  @Ref('event_id') eventId!: string;
  @Ref('registration_id') registrationId!: string;
  @Int('key_id') keyId!: number;
  @Int('epoch') epoch!: number;
  /** Of what is in the box, to know when it must be sealed anew. */
  @Text('digest', 64) digest!: string;
  @LongText('box') box!: string;
  @Int('change_seq') changeSeq!: number;

  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'roster_entry_of_event' })
  event?: Relation<Event>;

  @ManyToOne(() => Registration, { onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'roster_entry_of_registration' })
  registration?: Relation<Registration>;
}
