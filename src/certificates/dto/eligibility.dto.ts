import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../common/pagination.js';
import { type IneligibleReason, ineligibleReasons } from '../eligibility.js';

export class EligibilityQuery extends PageQuery {
  /** Part of the name or of the unit. */
  @IsOptional() @IsString() @MaxLength(120) q?: string;

  @ApiPropertyOptional({ enum: ['yes', 'no'] })
  @IsOptional()
  @IsIn(['yes', 'no'])
  eligible?: 'yes' | 'no';
}

export class EligibilitySummary {
  eligible!: number;
  /** Eligible and without a number yet: as many certificates the next issue makes. */
  toIssue!: number;
  /** Attended, but below the minimum share. */
  below!: number;
  absent!: number;
  /** Everybody with a seat. */
  registered!: number;
  minSharePercent!: number;
  /** The event has not ended: hours until now, and verdicts that may change. */
  soFar!: boolean;
}

export class EligibilityRow {
  registrationId!: string;
  printedName!: string;
  unit!: string;
  attendedJp!: number;
  jp!: number;
  sharePercent!: number;
  eligible!: boolean;
  @ApiProperty({ enum: ineligibleReasons, enumName: 'IneligibleReason', nullable: true })
  reasonCode!: IneligibleReason | null;
  /** Why not, as a sentence in the language of the request. */
  reason!: string | null;
  certificateId!: string | null;
}

export class EligibilityPage {
  summary!: EligibilitySummary;
  rows!: EligibilityRow[];
  next!: string | null;
}
