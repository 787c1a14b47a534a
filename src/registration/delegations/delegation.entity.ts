import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Locale } from '../../common/index.js';
import { Id, Int, Ref, Text, Time } from '../../database/columns.js';
import { Unit } from '../../directory/index.js';
import { Event } from '../../events/index.js';

/** The desk at which one contact enters the people that his unit sends to one event. Its link is derived, never stored. */
@Entity('delegation')
@Index('delegation_event', ['eventId', 'id'])
@Index('delegation_unit', ['unitId'])
export class Delegation {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_delegation_event' })
  event?: Event;
  /** With all that lies under it. */
  @Ref('unit_id') unitId!: string;
  @ManyToOne(() => Unit, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'unit_id', foreignKeyConstraintName: 'fk_delegation_unit' })
  unit?: Unit;
  @Text('contact_name', 160) contactName!: string;
  @Text('contact_email', 254) contactEmail!: string;
  @Text('locale', 2) locale!: Locale;
  /** Raised to revoke the link. */
  @Int('epoch') epoch!: number;
  @Time('expires_at') expiresAt!: Date;
  @Time('revoked_at', { nullable: true }) revokedAt!: Date | null;
  @Time('created_at') createdAt!: Date;
}
