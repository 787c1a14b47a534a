import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { NestedList } from '../../common/fields.js';
import { type RegistrationPhase, registrationPhases } from '../../events/index.js';
import { CellReasonView } from '../../imports/index.js';
import { type RegistrationStatus, registrationStatuses } from '../registration-status.js';
import { MOST_ROWS } from './delegate-rows.js';

/** What may be typed is judged row by row, so that every fault is told at once; here only forms are. */
const AT_MOST = 1000;

/** One person, as a sheet has him; of an employee of the unit the NIP is enough. */
export class DeskCells {
  @IsOptional() @IsString() @MaxLength(AT_MOST) nip?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) frontTitle?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) name?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) backTitle?: string;
  /** Name or code of a unit under that of the desk, which is meant when left out. */
  @IsOptional() @IsString() @MaxLength(AT_MOST) unit?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) position?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) rank?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) phone?: string;
  @IsOptional() @IsString() @MaxLength(AT_MOST) email?: string;
  /** PNS, PPPK, Non-ASN or Tamu; told by the NIP when left out. */
  @IsOptional() @IsString() @MaxLength(AT_MOST) kind?: string;
}

export class DeskRowInput extends DeskCells {
  /** Made once for the row: the same one sent twice is one registration. */
  @IsString() @IsNotEmpty() @MaxLength(64) nonce!: string;
}

export class DeskRowsInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_ROWS)
  @NestedList(() => DeskRowInput)
  rows!: DeskRowInput[];
}

export class PastedInput {
  /** Copied from a sheet: cells between tabs, with or without a line of headings. */
  @IsString() @MaxLength(100_000) text!: string;
}

const outcomes = ['ready', 'registered', 'refused'] as const;

/** What becomes of a row, or would. */
export class DeskRowResult {
  @ApiProperty({ enum: outcomes, enumName: 'DeskRowOutcome' })
  outcome!: (typeof outcomes)[number];
  nonce!: string;
  /** As typed; where nothing was, what the directory knows of an employee of the unit. */
  cells!: DeskCells;
  reasons!: CellReasonView[];
  warnings!: CellReasonView[];
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus', nullable: true })
  status!: RegistrationStatus | null;
  waitingPlace!: number | null;
}

export class DeskPerson {
  id!: string;
  printedName!: string;
  /** Its middle is hidden. */
  nip!: string | null;
  unit!: string;
  position!: string;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  waitingPlace!: number | null;
  canSwap!: boolean;
  canWithdraw!: boolean;
}

export class DeskEvent {
  slug!: string;
  title!: string;
  zone!: string;
  startsAt!: string | null;
  endsAt!: string | null;
  venue!: string;
  registrationOpensAt!: string;
  registrationClosesAt!: string;
  cancelUntil!: string;
  @ApiProperty({ enum: registrationPhases, enumName: 'RegistrationPhase' })
  phase!: RegistrationPhase;
}

export class DeskView {
  event!: DeskEvent;
  unit!: string;
  /** That of the desk and all under it, by which a row may name its own. */
  units!: string[];
  contactName!: string;
  expiresAt!: string;
  mostRows!: number;
  /** Everybody of these units in the event, in the order in which they came. */
  people!: DeskPerson[];
}
