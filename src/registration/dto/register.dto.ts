import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { IsUUID } from '../../common/fields.js';
import { type ParticipantKind, participantKinds } from '../../events/index.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';
import { IsAnswers } from '../questions/is-answers.js';

/** What a person may type is judged in `applicant.ts`, so that every fault is told at once; here only forms are. */
const AT_MOST = 1000;

export class ApplicantDto {
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind' })
  @IsIn(participantKinds)
  kind!: ParticipantKind;

  /** 18 digits as they stand on the staff card; spaces and dots allowed. Needed for `pns` and `pppk`. */
  @IsOptional() @IsString() @MaxLength(AT_MOST) nip?: string | null;
  /** Number of police and military, for guests who have one. */
  @IsOptional() @IsString() @MaxLength(AT_MOST) nrp?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) frontTitle?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) name?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) backTitle?: string | null;
  /** A unit of the directory; without one `unitText` says where the person works. */
  @IsOptional() @IsString() @MaxLength(AT_MOST) unitId?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) unitText?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) position?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) rank?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) phone?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) email?: string | null;
  /** By question of the event: a text, or the ids of the chosen options; of a consent `agreed`. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  })
  @IsOptional()
  @IsAnswers()
  answers?: Record<string, string | string[]> | null;
  /** The optional consents that were ticked. */
  @IsOptional() @IsArray() @ArrayMaxSize(20) @IsUUID(undefined, { each: true }) consentTextIds?: string[];
}

export class RegisterDto extends ApplicantDto {
  /** Made by the form once; the same submission sent twice answers with the same ticket. */
  @IsString() @IsNotEmpty() @MaxLength(64) submissionNonce!: string;
  /** Must stay empty: people do not see it. */
  @IsOptional() @IsString() @MaxLength(AT_MOST) website?: string | null;
  /** How long the form was open, where a script could tell. */
  @IsOptional() @IsInt() @Min(0) filledMs?: number;
}

/** The same fields for a dry run; what only the last step has may be there or not. */
export class CheckDto extends ApplicantDto {
  @IsOptional() @IsString() @MaxLength(64) submissionNonce?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) website?: string | null;
  @IsOptional() @IsInt() @Min(0) filledMs?: number;
}

export class RegistrationWarning {
  field!: string;
  code!: string;
  message!: string;
}

export class RegisteredDto {
  /** The personal link's secret: `/t/<token>`. */
  token!: string;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  ticketCode!: string;
  waitingPlace!: number | null;
  warnings!: RegistrationWarning[];
}
