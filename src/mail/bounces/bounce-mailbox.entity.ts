import { Entity, Index } from 'typeorm';
import { Id, Text, Time } from '../../database/columns.js';
import type { MailboxFaultKind } from './mailbox-fault.js';

/** How the mailbox of returned mails stood when it was last read: one process reads it, another shows the page. */
@Entity('bounce_mailbox')
@Index('bounce_mailbox_name', ['name'], { unique: true })
export class BounceMailboxState {
  @Id() id!: string;
  /** User, server and folder: with another mailbox in the configuration, nothing is known yet. */
  @Text('name', 500) name!: string;
  @Time('read_at', { nullable: true }) readAt!: Date | null;
  @Text('fault', 20, { nullable: true }) fault!: MailboxFaultKind | null;
  @Time('fault_since', { nullable: true }) faultSince!: Date | null;
}
