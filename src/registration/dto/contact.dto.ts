import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches } from 'class-validator';
import { type MailStanding, mailStandings, type MailTemplate, mailTemplates } from '../../mail/index.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';
import { OverlapDto } from './ticket.dto.js';

export class ContactMail {
  id!: string;
  @ApiProperty({ enum: mailTemplates, enumName: 'MailTemplate' })
  template!: MailTemplate;
  @ApiProperty({ enum: mailStandings, enumName: 'MailStanding' })
  state!: MailStanding;
  toAddress!: string;
  /** What the server said, or what went wrong without it. */
  words!: string | null;
  /** When it went out, else when it was written. */
  at!: string;
}

export class WhatsAppMessage {
  /** Opens WhatsApp with the message written; a person presses send. */
  link!: string;
  text!: string;
  /** The person agreed to be written to in this way. */
  agreed!: boolean;
}

/** How a person stands, and how he is reached. */
export class RegistrationContact {
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  holdUntil!: string | null;
  prioritised!: boolean;
  canApprove!: boolean;
  canDecline!: boolean;
  /** A decision whose mail has not gone out. */
  canUndo!: boolean;
  whatsapp!: WhatsAppMessage;
  /** What the address probably should be. */
  addressHint!: string | null;
  /** The latest first. */
  mails!: ContactMail[];
  overlaps!: OverlapDto[];
}

export class UnreachedRow {
  id!: string;
  printedName!: string;
  unit!: string;
  phone!: string;
  email!: string;
  @ApiProperty({ enum: mailStandings, enumName: 'MailStanding' })
  mail!: MailStanding;
  words!: string | null;
  addressHint!: string | null;
  whatsapp!: WhatsAppMessage;
}

export class UnreachedPage {
  rows!: UnreachedRow[];
  next!: string | null;
}

export class MustGoQuery {
  /** The seats to be, by pool: `<id>:<seats>`. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(21)
  @Matches(/^[0-9a-f-]{36}:\d{1,5}$/, { each: true })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  seats!: string[];
}

export class MustGoRow {
  id!: string;
  printedName!: string;
  unit!: string;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  createdAt!: string;
}

export class AnnouncedDto {
  /** How many mails were written. */
  told!: number;
}
