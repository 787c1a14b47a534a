import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Day, Id, Int, LongText, Ref, Text } from '../database/columns.js';
import { Event } from './event.entity.js';

/** The joint commitment (komitmen bersama) of an event: one text and those who sign it, in order. */
@Entity('commitment')
@Index('commitment_event', ['eventId'], { unique: true })
export class Commitment {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_commitment_event' })
  event?: Event;
  @Text('title', 200) title!: string;
  @LongText('body') body!: string;
  @Day('signed_on', { nullable: true }) signedOn!: string | null;
}

@Entity('commitment_signatory')
@Index('commitment_signatory_order', ['commitmentId', 'sort'])
export class CommitmentSignatory {
  @Id() id!: string;
  @Ref('commitment_id') commitmentId!: string;
  @ManyToOne(() => Commitment, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'commitment_id', foreignKeyConstraintName: 'fk_commitment_signatory_commitment' })
  commitment?: Commitment;
  @Int('sort') sort!: number;
  @Text('name', 200) name!: string;
  @Text('office', 200) office!: string;
  @Text('rank', 60, { nullable: true }) rank!: string | null;
  @Text('nip', 18, { nullable: true }) nip!: string | null;
}
