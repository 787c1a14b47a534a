import { Entity, Index } from 'typeorm';
import { Bool, Id, Int, Json, LongText, Ref, Text, Time } from '../database/columns.js';
import type { Locale } from '../common/locale.js';
import type { MailFaultKind } from './mail-fault.js';
import type { MailState } from './mail-status.js';
import type { MailTemplate, SubjectKind } from './mail-template.js';

/** One mail, written in the transaction of its cause and rendered when it is sent. */
@Entity('mail_message')
@Index('mail_message_message_id', ['messageId'], { unique: true })
@Index('mail_message_state', ['state', 'id'])
@Index('mail_message_event', ['eventId', 'state'])
@Index('mail_message_subject', ['subjectKind', 'subjectId'])
export class MailMessage {
  @Id() id!: string;
  @Text('template', 40) template!: MailTemplate;
  @Ref('event_id', { nullable: true }) eventId!: string | null;
  @Text('subject_kind', 20) subjectKind!: SubjectKind;
  @Ref('subject_id') subjectId!: string;
  @Text('to_address', 254) toAddress!: string;
  @Text('to_name', 400) toName!: string;
  @Text('locale', 5) locale!: Locale;
  @Json('params') params!: Record<string, unknown>;
  @Text('state', 10) state!: MailState;
  /** The same on every try, so that a mail that arrives twice can be recognised as one. */
  @Text('message_id', 300) messageId!: string;
  @Int('attempts') attempts!: number;
  /** Committed before the SMTP dialogue and cleared with its outcome: still set means that nobody knows the outcome. */
  @Time('sending_since', { nullable: true }) sendingSince!: Date | null;
  /** Some try ended without an answer, so the mail may have arrived twice. */
  @Bool('outcome_unknown') outcomeUnknown!: boolean;
  /** Rendered and kept here, because no mail server is configured. */
  @Time('held_at', { nullable: true }) heldAt!: Date | null;
  @Text('fault', 20, { nullable: true }) fault!: MailFaultKind | null;
  /** The mail server's own words, its last ones. */
  @LongText('server_reply', { nullable: true }) serverReply!: string | null;
  /** What went wrong without words from the server (no connection, a text that cannot be rendered). */
  @LongText('last_error', { nullable: true }) lastError!: string | null;
  /** The hash of the last returned mail that was read about it: read twice, it changes nothing. */
  @Text('last_report', 64, { nullable: true }) lastReport!: string | null;
  @Time('sent_at', { nullable: true }) sentAt!: Date | null;
  @Time('created_at') createdAt!: Date;
}
