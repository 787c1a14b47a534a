import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsUUID } from '../../common/fields.js';
import { type Locale, locales, PageQuery } from '../../common/index.js';
import { type AlarmingFault, alarmingFaults, type MailFaultKind, mailFaultKinds } from '../mail-fault.js';
import { type MailStanding, mailStandings } from '../mail-status.js';
import { type MailTemplate, mailTemplates, type SubjectKind, subjectKinds } from '../mail-template.js';

export class MailsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: mailStandings, enumName: 'MailStanding' })
  @IsOptional()
  @IsIn(mailStandings)
  state?: MailStanding;

  @IsOptional()
  @IsUUID()
  eventId?: string;

  /** Part of the address or the name. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class RetryMailsRequest {
  /** All failed mails, or all that are kept in the outbox. */
  @ApiProperty({ enum: ['failed', 'held'], enumName: 'RetryableStanding' })
  @IsIn(['failed', 'held'])
  state!: 'failed' | 'held';

  @IsOptional()
  @IsUUID()
  eventId?: string;
}

export class BouncedMail {
  /** What the returned mail says, if somebody copied it. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  words?: string | null;
}

export class MailView {
  id!: string;
  @ApiProperty({ enum: mailTemplates, enumName: 'MailTemplate' })
  template!: MailTemplate;
  @ApiProperty({ type: String, nullable: true })
  eventId!: string | null;
  @ApiProperty({ enum: subjectKinds, enumName: 'MailSubjectKind' })
  subjectKind!: SubjectKind;
  subjectId!: string;
  toAddress!: string;
  toName!: string;
  @ApiProperty({ enum: locales, enumName: 'Locale' })
  locale!: Locale;
  /** `held`: rendered and kept in the outbox, because no mail server is configured. */
  @ApiProperty({ enum: mailStandings, enumName: 'MailStanding' })
  state!: MailStanding;
  attempts!: number;
  /** Some try ended without an answer, so the mail may have arrived twice. */
  outcomeUnknown!: boolean;
  @ApiProperty({ enum: mailFaultKinds, enumName: 'MailFault', nullable: true })
  fault!: MailFaultKind | null;
  /** The fault in words, in the language of the request. */
  @ApiProperty({ type: String, nullable: true })
  faultText!: string | null;
  /** The mail server's own words. */
  @ApiProperty({ type: String, nullable: true })
  serverReply!: string | null;
  @ApiProperty({ type: String, nullable: true })
  lastError!: string | null;
  @ApiProperty({ type: String, nullable: true })
  nextTryAt!: string | null;
  /** Whether "try again" would be accepted now. */
  retryable!: boolean;
  @ApiProperty({ type: String, nullable: true })
  sentAt!: string | null;
  createdAt!: string;
}

export class MailCounts {
  queued!: number;
  held!: number;
  sent!: number;
  failed!: number;
  bounced!: number;
  /** Taken back before they went out. */
  withdrawn!: number;
}

/** Something stops all mail. */
export class MailAlarm {
  @ApiProperty({ enum: alarmingFaults, enumName: 'AlarmingFault' })
  fault!: AlarmingFault;
  /** Why, in the language of the request: "server menolak sandi". */
  text!: string;
  since!: string;
  waiting!: number;
}

/** The mailbox from which returned mails are read. */
export class BounceMailboxView {
  /** When it was last read to its end. */
  @ApiProperty({ type: String, nullable: true })
  readAt!: string | null;
  /** Why it is not read, in the language of the request. */
  @ApiProperty({ type: String, nullable: true })
  fault!: string | null;
  @ApiProperty({ type: String, nullable: true })
  since!: string | null;
}

export class MailPage {
  rows!: MailView[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
  /** Over all mails that the person may see of the event, or of all events. */
  counts!: MailCounts;
  @ApiProperty({ enum: ['smtp', 'outbox'], enumName: 'MailTransport' })
  transport!: 'smtp' | 'outbox';
  @ApiProperty({ type: MailAlarm, nullable: true })
  alarm!: MailAlarm | null;
  /** Absent where none is configured. */
  @ApiProperty({ type: BounceMailboxView, nullable: true })
  bounces!: BounceMailboxView | null;
}

export class MailAttachmentView {
  filename!: string;
  contentType!: string;
  size!: number;
  /** Shown inside the mail. */
  inline!: boolean;
}

export class MailPreview {
  subject!: string;
  text!: string;
  /** Complete page; its pictures are data: addresses. Show it in a sandboxed frame. */
  html!: string;
  attachments!: MailAttachmentView[];
}

export class MailDetail extends MailView {
  /** As it would go out now; absent when it cannot be rendered. */
  @ApiProperty({ type: MailPreview, nullable: true })
  preview!: MailPreview | null;
}

export class RetriedMails {
  /** How many will be tried again. */
  retried!: number;
}
