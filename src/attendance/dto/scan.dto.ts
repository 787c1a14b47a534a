import { applyDecorators } from '@nestjs/common';
import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IsUUID, NestedList, OneLine } from '../../common/fields.js';
import { type RegistrationStatus, registrationStatuses } from '../../registration/index.js';
import { type Direction, directions } from '../rules/presence.js';
import { type ScanMethod, scanMethods } from '../scan.entity.js';
import { type Conflict, conflicts, type Shown, shownVerdicts, type Standing, standings } from '../rules/standing.js';
import { type Verdict, verdicts } from '../rules/verdict.js';

/** ISO 8601 as `Date` reads it. */
export const MOMENT = /^(19[7-9]|2\d\d)\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

export class NewScan {
  /** Made by the phone, once per scan: sent again, it is answered as the first time. */
  @IsUUID()
  id!: string;

  @IsOptional()
  @IsUUID()
  gateId?: string | null;

  /** Of a door that admits to one session; without it the door admits to the day. */
  @IsOptional()
  @IsUUID()
  sessionId?: string | null;

  /**
   * What was read or typed, of any length: what is no ticket is a verdict, not a fault. By `name` it is the id of an
   * employee or of a registration.
   */
  @IsString()
  input!: string;

  @ApiProperty({ enum: scanMethods, enumName: 'ScanMethod' })
  @IsIn(scanMethods)
  method!: ScanMethod;

  @ApiProperty({ enum: directions, enumName: 'Direction', required: false })
  @IsOptional()
  @IsIn(directions)
  direction?: Direction;

  /**
   * By the clock of the phone (ISO 8601 with its offset, else it would be read in the zone of the server). The standard
   * also knows weeks, days of the year and parts left out, none of which `Date` reads.
   */
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  scannedAt!: string;

  /** When this was sent, by the same clock: from it the error of the clock is known. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  sentAt?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  deviceLabel?: string | null;
}

/** Of clocks between 1970 and 2999. */
const LARGEST_MS = 1_030 * 365.25 * 86_400_000;

const IsClockDifference = () => applyDecorators(IsInt(), Min(-LARGEST_MS), Max(LARGEST_MS));

/** Judged by the phone while it had no network. */
export class KeptScan extends OmitType(NewScan, ['sentAt', 'deviceLabel']) {
  /** What the phone showed; null when it went out before it showed anything. */
  @ApiProperty({ enum: shownVerdicts, enumName: 'ShownVerdict', nullable: true })
  @IsOptional()
  @IsIn(shownVerdicts)
  shown!: Shown | null;

  /** When the officer took it back: it is kept, and counts for nothing. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  undoneAt?: string | null;

  /** By how much the clock of the phone was set forward since (back: negative), as far as the phone could watch it. */
  @IsOptional()
  @IsClockDifference()
  clockSetMs?: number | null;

  /**
   * By how much that clock was behind ours at the scan, as last heard. Given where it may have been set since without
   * having been watched; where it does not agree with what is measured at sending, a person rules on the scan.
   */
  @IsOptional()
  @IsClockDifference()
  knownSkewMs?: number | null;
}

export const MOST_SCANS = 500;

/** What a paired phone says of itself. */
export class PhoneReport {
  /** Scans that it has not sent yet. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  queueLength?: number;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  appVersion?: string;
}

export class ScanSync extends PhoneReport {
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  sentAt!: string;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  deviceLabel?: string | null;

  @ApiProperty({ type: [KeptScan] })
  @IsArray()
  @ArrayMaxSize(MOST_SCANS)
  @NestedList(() => KeptScan)
  scans!: KeptScan[];
}

export class SyncedScan {
  scanId!: string;
  /** Null when the id is that of a scan of another event: such a one is not stored. */
  @ApiProperty({ enum: verdicts, enumName: 'Verdict', nullable: true })
  verdict!: Verdict | null;
  @ApiProperty({ enum: standings, enumName: 'Standing', nullable: true })
  standing!: Standing | null;
  @ApiProperty({ enum: conflicts, enumName: 'Conflict', nullable: true })
  conflict!: Conflict | null;
}

/** All that a gate may know of a person. */
export class ScannedPerson {
  printedName!: string;
  unit!: string;
}

export const contacts = ['phone', 'email'] as const;

/** Somebody of the directory who is not registered. */
export class KnownPerson extends ScannedPerson {
  employeeId!: string;
  /** What must be asked of him, since the directory does not hold it. */
  @ApiProperty({ enum: contacts, enumName: 'Contact', isArray: true })
  lacks!: (typeof contacts)[number][];
}

export class FirstEntry {
  at!: string;
  gate!: string | null;
  device!: string | null;
}

export class OtherEvent {
  title!: string;
}

export class GateCounts {
  present!: number;
  registered!: number;
}

export class ScanAnswer {
  scanId!: string;
  @ApiProperty({ enum: verdicts, enumName: 'Verdict' })
  verdict!: Verdict;
  @ApiProperty({ enum: directions, enumName: 'Direction' })
  direction!: Direction;
  scannedAt!: string;
  person!: ScannedPerson | null;
  /** Of `unknown`, when the directory knows him: who can be let in as a walk-in. */
  walkIn!: KnownPerson | null;
  /** Of `already_in`: when and where he came in. */
  first!: FirstEntry | null;
  /** Of `cancelled`: since when. */
  cancelledAt!: string | null;
  /** Of `not_for_this_event`: the event the ticket belongs to, when it is published. */
  otherEvent!: OtherEvent | null;
  counts!: GateCounts;
}

export class NewWalkIn extends OmitType(NewScan, ['input', 'method', 'direction']) {
  @IsUUID()
  employeeId!: string;

  /** What he said at the door; else what the directory holds. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  phone?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string | null;
}

/** Somebody whom the door would not let in, and a person does. */
export class NewAdmission extends OmitType(NewScan, ['input', 'method', 'direction', 'deviceLabel']) {
  @IsUUID()
  registrationId!: string;

  @OneLine()
  @IsString()
  @MinLength(3)
  @MaxLength(500)
  reason!: string;
}

export class Admission extends ScanAnswer {
  /** What became of it: `repeat` of somebody who was inside already. */
  @ApiProperty({ enum: standings, enumName: 'Standing' })
  standing!: Standing;
}

export class NameQuery {
  /** Three signs and no digit: what could be a code or a NIP is presented, not searched. */
  @OneLine()
  @IsString()
  @MinLength(3)
  @MaxLength(120)
  @Matches(/^\D+$/)
  name!: string;
}

export class NamedEmployee extends ScannedPerson {
  id!: string;
  /** Masked for everybody: the screen of a door is read by the queue before it. */
  nipMasked!: string;
}

export class NamedEmployees {
  /** A few; the name must be written out further when there are more. */
  @ApiProperty({ type: [NamedEmployee] })
  rows!: NamedEmployee[];
  more!: boolean;
}

export class NamedRegistration extends ScannedPerson {
  id!: string;
  nipMasked!: string | null;
  @ApiProperty({ enum: registrationStatuses, enumName: 'RegistrationStatus' })
  status!: RegistrationStatus;
  /** When he first came. */
  arrivedAt!: string | null;
}

export class NamedRegistrations {
  /** A few; the name must be written out further when there are more. */
  @ApiProperty({ type: [NamedRegistration] })
  rows!: NamedRegistration[];
  more!: boolean;
}

export class RecentScansQuery {
  @IsOptional()
  @IsUUID()
  gateId?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit: number = 10;
}

export class RecentScan {
  scanId!: string;
  @ApiProperty({ enum: verdicts, enumName: 'Verdict' })
  verdict!: Verdict;
  /** What became of it: somebody with a reason may have let in whom the verdict refused. */
  @ApiProperty({ enum: standings, enumName: 'Standing' })
  standing!: Standing;
  @ApiProperty({ enum: directions, enumName: 'Direction' })
  direction!: Direction;
  printedName!: string | null;
  unit!: string | null;
  gate!: string | null;
  /** By our clock. */
  scannedAt!: string;
}
