import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../../common/pagination.js';
import { OneLine } from '../../common/fields.js';
import { type MailStanding, mailStandings } from '../../mail/index.js';
import { type CertificateRole, certificateRoles } from '../certificate-role.js';
import { type CertificateState, certificateStates } from '../certificate-status.js';

/** `failed` are reserved ones whose paper could not be drawn. */
export const registerStates = ['reserved', 'failed', 'issued', 'revoked'] as const;
export type RegisterState = (typeof registerStates)[number];

export class RegisterQuery extends PageQuery {
  /** Part of the number or the name, or a whole NIP. */
  @IsOptional() @IsString() @MaxLength(120) q?: string;

  @ApiPropertyOptional({ enum: registerStates, enumName: 'RegisterState' })
  @IsOptional()
  @IsIn(registerStates)
  state?: RegisterState;
}

export class RegisterRow {
  id!: string;
  registrationId!: string;
  serial!: number;
  number!: string;
  printedName!: string;
  unit!: string;
  @ApiProperty({ enum: certificateRoles, enumName: 'CertificateRole' })
  role!: CertificateRole;
  @ApiProperty({ enum: certificateStates, enumName: 'CertificateState' })
  state!: CertificateState;
  /** Why the paper could not be drawn, in the language of the request. */
  failure!: string | null;
  /** The first eight signs of the file's SHA-256. */
  sha256Short!: string | null;
  code!: string;
  /** State of the last mail about it. */
  @ApiProperty({ enum: mailStandings, enumName: 'MailStanding', nullable: true })
  mail!: MailStanding | null;
  revokedAt!: string | null;
  revokeReason!: string | null;
}

export class RegisterPage {
  rows!: RegisterRow[];
  next!: string | null;
  matched!: number;
}

export class FailedCertificate {
  id!: string;
  serial!: number;
  number!: string;
  printedName!: string;
  failure!: string;
}

export class IssueProgress {
  /** Numbers taken; equal to `total`, since all are taken at once. */
  reserved!: number;
  drawn!: number;
  mailed!: number;
  /** Kept in the outbox, since no mail server is configured. */
  mailsHeld!: number;
  mailsFailed!: number;
  total!: number;
  revoked!: number;
  failed!: FailedCertificate[];
  /** Papers are still to be drawn. */
  running!: boolean;
  secondsLeft!: number | null;
  firstNumber!: string | null;
  lastNumber!: string | null;
  gapFree!: boolean;
}

export class IssueResult {
  /** Numbers taken by this call; 0 when everybody who is eligible has one already. */
  reserved!: number;
}

export class RetryResult {
  retried!: number;
}

export class RevokeBody {
  /** Published on the verification page. */
  @OneLine() @IsString() @MinLength(5) @MaxLength(500) reason!: string;
}

export class NameBody {
  /** As it is to stand on the paper, with titles. */
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(400) printedName!: string;
}
