import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Commas, IsUUID, SomeLines } from '../../common/fields.js';
import { PageQuery } from '../../common/pagination.js';
import { type ParticipantKind, participantKinds } from '../../events/index.js';
import { type MailStanding, mailStandings } from '../../mail/index.js';
import { type RegistrationSource, registrationSources } from '../registration.entity.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';
import { exportColumns } from '../list/export-columns.js';
import { type Sorting, sortings } from '../list/list-sql.js';
import { ApplicantDto } from './register.dto.js';
import { RegistrationRow } from './registration-row.dto.js';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** Names with commas between them, at most so many. */
const listOf = (name: string, most: number): RegExp => new RegExp(`^${name}(?:,${name}){0,${most - 1}}$`);
const mailChoices = [...mailStandings, 'undelivered'] as const;

/** The filters of the list; export and bulk acts take the same, so that they mean what is shown. */
export class RegistrationFilter extends PageQuery {
  /** Beginnings of the words of a name or a unit, of an email or its `@domain`, a NIP or a phone number; a ticket code. */
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
  @IsOptional() @IsUUID() unitId?: string;
  /** State of the last mail; `undelivered` is failed or bounced. */
  @ApiProperty({ enum: mailChoices, enumName: 'MailChoice', required: false })
  @IsOptional()
  @IsIn(mailChoices)
  mail?: MailStanding | 'undelivered';
  @ApiProperty({ enum: ['yes', 'no'], enumName: 'YesNo', required: false })
  @IsOptional()
  @IsIn(['yes', 'no'])
  present?: 'yes' | 'no';
  /** By which way they came into the list. */
  @ApiProperty({ enum: registrationSources, enumName: 'RegistrationSource', required: false })
  @IsOptional()
  @IsIn(registrationSources)
  source?: RegistrationSource;
  /** Whether the letter of assignment is there. */
  @ApiProperty({ enum: ['yes', 'no'], enumName: 'YesNo', required: false })
  @IsOptional()
  @IsIn(['yes', 'no'])
  letter?: 'yes' | 'no';
  /**
   * What was answered to questions of the form, as `<question>:<option>` with commas between; who fits all is found. The
   * option of a consent is `agreed`; for every kind there are `any`, an answer whatever it is, and `none`.
   */
  @IsOptional() @Commas() @Matches(listOf('[\\w-]{1,64}:[\\w-]{1,64}', 10)) answer?: string;
  @ApiProperty({ enum: sortings, enumName: 'RegistrationSorting', required: false })
  @IsOptional()
  @IsIn(sortings)
  sort?: Sorting;
  /** Registered from this day on, in the event's zone. */
  @IsOptional() @Matches(DAY) from?: string;
  /** Registered until this day, in the event's zone. */
  @IsOptional() @Matches(DAY) to?: string;
}

export class RegistrationListQuery extends RegistrationFilter {
  /** Questions of the form whose answers come with each row, with commas between. */
  @IsOptional() @Commas() @Matches(listOf('[\\w-]{1,64}', 20)) answers?: string;
  /** What is told only when it is asked for: how many lack a letter, and how many other events of a person overlap. */
  @IsOptional() @Commas() @Matches(listOf('(?:letters|overlaps)', 2)) with?: string;
}

/** `answers` are all of them, `answer.<question>` those to one question. */
const COLUMNS = listOf(`(?:${exportColumns.join('|')}|answers|answer\\.[\\w-]{1,64})`, 200);

export class RegistrationExportQuery extends RegistrationFilter {
  /** The columns that are wanted, as `name,nip,unit,answers`; all when left out. */
  @IsOptional() @Commas() @Matches(COLUMNS) columns?: string;
}

export class ListedRegistration extends RegistrationRow {
  /** By question, of those that were asked for; in words. */
  @ApiProperty({ type: Object, additionalProperties: { type: 'string' } })
  answers!: Record<string, string>;
  /** Other events of the same days for which the same NIP is registered; null when nobody asked. */
  overlaps!: number | null;
}

export class RegistrationPage {
  rows!: ListedRegistration[];
  next!: string | null;
  /** Rows that fit the filter; at most 10,000 are counted. */
  matched!: number;
  /** There may be more than were counted. */
  matchedMore!: boolean;
  /** Rows of the event. */
  total!: number;
  /** Rows of the event by status. */
  @ApiProperty({ type: Object, additionalProperties: { type: 'number' } })
  counts!: Record<string, number>;
  /** Rows of the event whose last mail did not arrive. */
  undelivered!: number;
  /** Live rows of the event without a letter; null when nobody asked, and of a very large event. */
  withoutLetter!: number | null;
}

export class RegistrationConsent {
  purpose!: string;
  givenAt!: string;
  withdrawnAt!: string | null;
}

export class RegistrationDetail extends RegistrationRow {
  /** Sent back with a correction; null where there is nothing to correct, or the reader may not. */
  version!: string | null;
  unitId!: string | null;
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
  @SomeLines() @IsString() @IsNotEmpty() @MaxLength(500) reason!: string;
}

export class CorrectRegistrationDto extends OmitType(ApplicantDto, ['answers', 'consentTextIds'] as const) {
  /** As the data had it from which the form was filled. */
  @IsString() @IsNotEmpty() @MaxLength(64) version!: string;
}

export class StaffRegisterDto extends ApplicantDto {}
