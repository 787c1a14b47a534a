import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Id, Int, Ref, Text } from '../database/columns.js';
import { Event } from './event.entity.js';

export const committeeRoles = ['chair', 'secretary', 'treasurer', 'member'] as const;
export type CommitteeRole = (typeof committeeRoles)[number];

@Entity('committee_member')
@Index('committee_member_event', ['eventId', 'sort'])
export class CommitteeMember {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_committee_member_event' })
  event?: Event;
  @Text('role', 12) role!: CommitteeRole;
  /** As printed, titles included. */
  @Text('name', 200) name!: string;
  @Text('office', 200) office!: string;
  @Text('rank', 60, { nullable: true }) rank!: string | null;
  @Text('nip', 18, { nullable: true }) nip!: string | null;
  @Int('sort') sort!: number;
}
