import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { IsUUID, OneLine, SmallLetters } from '../../common/fields.js';
import { PageQuery } from '../../common/pagination.js';
import { type PresenceStatus, presenceStatuses } from '../rules/status.js';
import { type CorrectionKind, correctionKinds } from '../rules/correction.js';

export const SLOT = /^(day:\d{4}-\d\d-\d\d|session:[0-9a-f-]{36})$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const MOST_CORRECTED = 500;

export class SlotQuery {
  /** `day:YYYY-MM-DD` in the zone of the event, or `session:<id>`. */
  @SmallLetters()
  @IsString()
  @Matches(SLOT)
  slot!: string;
}

export class NewCorrection extends SlotQuery {
  /** One person, or a paper list typed in: all of them or none. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CORRECTED)
  @IsUUID(undefined, { each: true })
  registrationIds!: string[];

  /** `withdrawn`: takes back what was said before, so that the scans speak again. */
  @ApiProperty({ enum: correctionKinds, enumName: 'CorrectionKind' })
  @IsIn(correctionKinds)
  kind!: CorrectionKind;

  /** `HH:MM` in the zone of the event; of `present`, which needs it. */
  @IsOptional()
  @Matches(TIME)
  from?: string | null;

  /** Without it the person stayed as whoever was never scanned out. */
  @IsOptional()
  @Matches(TIME)
  to?: string | null;

  @OneLine()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  reason!: string;
}

export class CorrectionsQuery {
  /** Without it those of all days and sessions. */
  @IsOptional()
  @SmallLetters()
  @IsString()
  @Matches(SLOT)
  slot?: string;
}

export class CorrectionView {
  slot!: string;
  @ApiProperty({ enum: correctionKinds, enumName: 'CorrectionKind' })
  kind!: CorrectionKind;
  inAt!: string | null;
  outAt!: string | null;
  reason!: string;
  /** Null: nobody of the staff. */
  by!: string | null;
  at!: string;
}

export class RebuiltPresence {
  /** People and slots looked at. */
  checked!: number;
  /** Rows that said something else before. */
  changed!: number;
}

export class AttendanceSettingsView {
  /** `HH:MM`, when whoever was never scanned out counts as gone; null: when the day ends. */
  @ApiProperty({ type: String, nullable: true })
  @IsOptional()
  @Matches(TIME)
  goneAt!: string | null;
}

export class PresenceQuery extends PageQuery {
  /** Without it the day that is nearest. */
  @IsOptional()
  @SmallLetters()
  @IsString()
  @Matches(SLOT)
  slot?: string;

  /** Words of a name or a unit, the beginning of a NIP, or a ticket code. */
  @IsOptional()
  @OneLine()
  @IsString()
  @MaxLength(120)
  q?: string;

  @ApiProperty({ enum: presenceStatuses, enumName: 'PresenceStatus', required: false })
  @IsOptional()
  @IsIn(presenceStatuses)
  status?: PresenceStatus;
}

export class PresenceSlot {
  slot!: string;
  /** Of a session. */
  title!: string | null;
  /** Of a day: when its first session begins; of one between two of the programme, its midnight. */
  startsAt!: string;
  endsAt!: string;
}

/** Late counts among the present too. */
export class PresenceFigures {
  total!: number;
  present!: number;
  late!: number;
  excused!: number;
  ill!: number;
  absent!: number;
}

export class PresenceRow {
  registrationId!: string;
  printedName!: string;
  unit!: string;
  /** Tells namesakes of one unit apart. */
  nipMasked!: string | null;
  @ApiProperty({ enum: presenceStatuses, enumName: 'PresenceStatus' })
  status!: PresenceStatus;
  inAt!: string | null;
  outAt!: string | null;
  /** Inside during the session, or the sessions of the day, until now. */
  minutes!: number;
  /** Hours of the whole event until now. */
  jp!: number;
  /** An organiser said so. */
  corrected!: boolean;
}

export class PresenceList {
  /** Of the event, each day before its sessions. */
  @ApiProperty({ type: [PresenceSlot] })
  slots!: PresenceSlot[];
  slot!: string;
  /** Nobody is missing from what has not begun. */
  hasBegun!: boolean;
  /** Of the whole slot, whatever was searched for. */
  figures!: PresenceFigures;
  /** How many the search and the status leave, on all pages. */
  matched!: number;
  @ApiProperty({ type: [PresenceRow] })
  rows!: PresenceRow[];
  next!: string | null;
}
