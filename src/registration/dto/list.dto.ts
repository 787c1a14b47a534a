import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../common/pagination.js';
import { type ParticipantKind, participantKinds } from '../../events/index.js';
import { type MailStanding, mailStandings } from '../../mail/index.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';
import { ApplicantDto } from './register.dto.js';

export const sortings = ['created', 'name'] as const;

/** The filters of the list; the export takes the same, so that what is exported is what is shown. */
export class RegistrationFilter extends PageQuery {
  /** Part of a name or an email, a NIP, a phone number or a ticket code. */
  @IsOptional() @IsString() @MaxLength(200) q?: string;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus', required: false })
  @IsOptional()
  @IsIn(registrationStatuses)
  status?: RegistrationStatus;
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind', required: false })
  @IsOptional()
  @IsIn(participantKinds)
  kind?: ParticipantKind;
  /** A unit with all that lies under it. */
  @IsOptional() @IsUUID('all') unitId?: string;
  /** State of the last mail. */
  @ApiProperty({ enum: mailStandings, enumName: 'MailStanding', required: false })
  @IsOptional()
  @IsIn(mailStandings)
  mail?: MailStanding;
  @ApiProperty({ enum: ['yes', 'no'], enumName: 'YesNo', required: false })
  @IsOptional()
  @IsIn(['yes', 'no'])
  present?: 'yes' | 'no';
  @ApiProperty({ enum: sortings, enumName: 'RegistrationSorting', required: false })
  @IsOptional()
  @IsIn(sortings)
  sort?: (typeof sortings)[number];
}

export class RegistrationRow {
  id!: string;
  printedName!: string;
  /** Masked for whoever may not read it. */
  nip!: string | null;
  nrp!: string | null;
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind' })
  kind!: ParticipantKind;
  unit!: string;
  position!: string;
  rank!: string;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  waitingPlace!: number | null;
  ticketCode!: string;
  email!: string;
  phone!: string;
  mail!: string | null;
  arrivedAt!: string | null;
  /** Number of the certificate. */
  certificate!: string | null;
  createdAt!: string;
  /** Codes of what looked odd in the NIP. */
  warnings!: string[];
}

export class RegistrationPage {
  rows!: RegistrationRow[];
  next!: string | null;
  /** Rows that fit the filter. */
  matched!: number;
  /** Rows of the event. */
  total!: number;
  /** Rows of the event by status. */
  @ApiProperty({ type: Object, additionalProperties: { type: 'number' } })
  counts!: Record<string, number>;
}

export class RegistrationConsent {
  purpose!: string;
  givenAt!: string;
  withdrawnAt!: string | null;
}

export class RegistrationDetail extends RegistrationRow {
  frontTitle!: string;
  name!: string;
  backTitle!: string;
  confirmedAt!: string | null;
  endedAt!: string | null;
  endReason!: string | null;
  attendedJp!: number | null;
  /** The person's own page, for a clerk who helps on the phone. */
  ticketLink!: string | null;
  consents!: RegistrationConsent[];
}

export class CancelRegistrationDto {
  /** Stands in the audit log and in the list. */
  @IsString() @IsNotEmpty() @MaxLength(500) reason!: string;
}

export class StaffRegisterDto extends ApplicantDto {}
