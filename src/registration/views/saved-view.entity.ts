import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { Id, Ref, Text, Time } from '../../database/columns.js';
import { Event } from '../../events/index.js';
import { StaffAccount } from '../../identity/index.js';

/** What somebody likes to look at in an event's list: the query of its address, under a name. */
@Entity('saved_view')
@Index('saved_view_owner', ['eventId', 'staffAccountId', 'name'], { unique: true })
@Index('saved_view_shared', ['eventId', 'sharedName'], { unique: true })
export class SavedView {
  @Id() id!: string;
  @Ref('staff_account_id') staffAccountId!: string;
  @ManyToOne(() => StaffAccount, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'staff_account_id', foreignKeyConstraintName: 'fk_saved_view_account' })
  owner?: StaffAccount;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_saved_view_event' })
  event?: Event;
  @Text('name', 60) name!: string;
  /** The name while the committee of the event sees it, and NULL otherwise: no two of one name are shared. */
  @Text('shared_name', 60, { nullable: true }) sharedName!: string | null;
  @Text('query', 1000) query!: string;
  @Time('created_at') createdAt!: Date;
}
