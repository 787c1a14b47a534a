import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Actor } from '../../common/index.js';
import { Id, Int, Json, Ref, Text, Time } from '../../database/columns.js';
import { Event } from '../../events/index.js';

export const bulkActs = ['approve', 'decline', 'cancel', 'remind'] as const;
export type BulkAct = (typeof bulkActs)[number];

/** An act on many rows, whose rows were written down before the first of them was touched. */
@Entity('bulk_run')
@Index('bulk_run_event', ['eventId', 'id'])
export class BulkRun {
  @Id() id!: string;
  @Ref('event_id') eventId!: string;
  @ManyToOne(() => Event, { onDelete: 'RESTRICT', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'event_id', foreignKeyConstraintName: 'fk_bulk_run_event' })
  event?: Event;
  @Text('act', 10) act!: BulkAct;
  /** Empty where the act needs none. */
  @Text('reason', 500) reason!: string;
  @Json('actor') actor!: Actor;
  @Int('total') total!: number;
  @Time('created_at') createdAt!: Date;
  @Time('finished_at', { nullable: true }) finishedAt!: Date | null;
  @Time('undone_at', { nullable: true }) undoneAt!: Date | null;
}

/** `todo`; `begun` while it is done, so that a run after a crash knows whose outcome nobody recorded; `done`; a refusal's code. */
@Entity('bulk_item')
@Index('bulk_item_outcome', ['runId', 'outcome', 'registrationId'])
export class BulkItem {
  @PrimaryColumn({ name: 'run_id', type: 'varchar', length: 36 }) runId!: string;
  @ManyToOne(() => BulkRun, { onDelete: 'CASCADE', onUpdate: 'CASCADE' })
  @JoinColumn({ name: 'run_id', foreignKeyConstraintName: 'fk_bulk_item_run' })
  run?: BulkRun;
  @PrimaryColumn({ name: 'registration_id', type: 'varchar', length: 36 }) registrationId!: string;
  @Text('outcome', 40) outcome!: string;
}
