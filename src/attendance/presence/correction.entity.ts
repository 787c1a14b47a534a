import { Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Id, Ref, Text, Time } from '../../database/columns.js';
import { Event } from '../../events/event.entity.js';
import { Registration } from '../../registration/registration.entity.js';
import type { CorrectionKind } from '../rules/correction.js';

/** What an organiser said of one person in one slot. The newest counts; none is changed. */
@Entity('presence_correction')
@Index('presence_correction_person', ['registrationId', 'slot', 'id'])
@Index('presence_correction_slot', ['eventId', 'slot', 'id'])
export class PresenceCorrection {
  @Id() id!: string;
  @Ref('registration_id') registrationId!: string;
  @Ref('event_id') eventId!: string;
  @Text('slot', 48) slot!: string;
  @Text('kind', 10) kind!: CorrectionKind;
  /** Of `present` only. */
  @Time('in_at', { nullable: true }) inAt!: Date | null;
  @Time('out_at', { nullable: true }) outAt!: Date | null;
  @Text('reason', 500) reason!: string;
  @Ref('staff_id', { nullable: true }) staffId!: string | null;
  @Time('at') at!: Date;

  @ManyToOne(() => Registration, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'registration_id', foreignKeyConstraintName: 'presence_correction_of_registration' })
  registration?: Relation<Registration>;

  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'RESTRICT' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'presence_correction_of_event' })
  event?: Relation<Event>;
}
