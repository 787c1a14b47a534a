import { ApiProperty, IntersectionType, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type LetterRule, letterRules, type WaitingMode, waitingModes } from '../event.entity.js';
import { slugLength, slugPattern } from '../slug.js';
import { IsUUID, MayBeAbsent, NestedList } from '../../common/fields.js';
import { CalendarDay, Lines, Moment, Words, WordsEach, Zone } from './fields.js';
import { PoolsInput } from './pools.input.js';
import { SessionInput } from './session.input.js';

/** What an organiser writes about an event; what is left out takes the organisation's settings. */
export class EventInput {
  @Words(200)
  title!: string;

  /** Part of the page address; left out: made from the title. Stands once the event is published. */
  @MayBeAbsent()
  @Matches(slugPattern)
  @MaxLength(slugLength)
  @IsString()
  slug?: string;

  @MayBeAbsent()
  @Lines(4000, { empty: true })
  summary?: string;

  /** What participants are asked to bring, one line each. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @WordsEach(200)
  bring?: string[];

  /** Whether participants are asked for their letter of assignment (surat tugas). Left out: `none`. */
  @MayBeAbsent()
  @ApiProperty({ enum: letterRules, enumName: 'LetterRule', required: false })
  @IsIn(letterRules)
  letterRule?: LetterRule;

  @IsOptional()
  @IsUUID()
  programmeId?: string | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(99)
  stage?: number | null;

  /** IANA zone, for example Asia/Makassar. */
  @MayBeAbsent()
  @Zone()
  zone?: string;

  @IsUUID()
  venueId!: string;

  @IsOptional()
  @IsUUID()
  roomId?: string | null;

  @MayBeAbsent()
  @Words(200)
  organiserName?: string;

  @IsOptional()
  @IsUUID()
  organiserUnitId?: string | null;

  @MayBeAbsent()
  @Words(200)
  issuerName?: string;

  /** Left out: now. */
  @MayBeAbsent()
  @Moment()
  registrationOpensAt?: Date;

  @Moment()
  registrationClosesAt!: Date;

  /** Until when participants may give their seat back. Left out: when registration closes. */
  @MayBeAbsent()
  @Moment()
  cancelUntil?: Date;

  /** What becomes of a freed seat: given to the first who waits, or offered to him. */
  @ApiProperty({ enum: waitingModes, enumName: 'WaitingMode', required: false })
  @MayBeAbsent()
  @IsIn(waitingModes)
  waitingMode?: WaitingMode;

  /** How long an offered seat is held. */
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(336)
  offerHours?: number;

  /** How long a seat is held for an address that is not proven. Null: no proof is asked for. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(336)
  proofHours?: number | null;

  /** How many days before the event participants are reminded. Null: they are not. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(14)
  reminderDays?: number | null;

  /** Least share of the hours, in percent, for a certificate. */
  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(100)
  minSharePercent?: number;

  @MayBeAbsent()
  @Words(100)
  numberPattern?: string;

  @MayBeAbsent()
  @Words(40, { empty: true })
  numberCode?: string;

  @MayBeAbsent()
  @Words(60, { empty: true })
  numberUnit?: string;

  @MayBeAbsent()
  @Words(40, { empty: true })
  numberSeries?: string;

  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(999_999)
  numberStart?: number;

  /** Null: the last day of the event. */
  @IsOptional()
  @CalendarDay({ nullable: true })
  certificateDatedOn?: string | null;

  @MayBeAbsent()
  @Words(80)
  certificatePlace?: string;

  @IsOptional()
  @IsUUID()
  certificateSignatoryId?: string | null;

  /** SIASN reference jenisDiklat, 1 to 25. */
  @MayBeAbsent()
  @Matches(/^([1-9]|1\d|2[0-5])$/)
  siasnJenisDiklatId?: string;
}

export class NewEvent extends IntersectionType(EventInput, PoolsInput) {
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(100)
  @NestedList(() => SessionInput)
  sessions?: SessionInput[];
}

export class EventEdit extends PartialType(EventInput, { skipNullProperties: false }) {}

export const confirmWord = 'BATALKAN';

export class Cancellation {
  @Lines(500)
  reason!: string;

  /** The word BATALKAN, typed by the person who cancels. */
  @Equals(confirmWord)
  confirm!: string;
}
