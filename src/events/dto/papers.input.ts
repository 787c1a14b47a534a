import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { type CommitteeRole, committeeRoles } from '../committee.entity.js';
import { IsUUID, MayBeAbsent, NestedList } from '../../common/fields.js';
import { CalendarDay, Lines, Words } from './fields.js';

/** A person as printed under a paper. Rank and NIP are left out where he has none (the Wali Kota, outside guests). */
export class PrintedPersonInput {
  /** With titles, as printed. */
  @Words(200)
  name!: string;

  @Words(200)
  office!: string;

  @IsOptional()
  @Words(60, { empty: true })
  rank?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  nip?: string | null;
}

export class CommitteeMemberInput extends PrintedPersonInput {
  /** Of a member who stands already; a new one has none. */
  @MayBeAbsent()
  @IsUUID()
  id?: string;

  @ApiProperty({ enum: committeeRoles, enumName: 'CommitteeRole' })
  @IsIn(committeeRoles)
  role!: CommitteeRole;
}

export class CommitteeInput {
  @IsArray()
  @ArrayMaxSize(50)
  @NestedList(() => CommitteeMemberInput)
  members!: CommitteeMemberInput[];
}

export class CommitmentInput {
  @Words(200)
  title!: string;

  /** Paragraphs parted by empty lines; lines that begin with "1." are points. */
  @Lines(8000)
  body!: string;

  /** In the order of signing. */
  @IsArray()
  @ArrayMaxSize(30)
  @NestedList(() => PrintedPersonInput)
  signatories!: PrintedPersonInput[];
}

export class Signing {
  @CalendarDay()
  signedOn!: string;
}
