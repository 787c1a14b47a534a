import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../../common/index.js';
import { type JobState, jobStates } from '../../jobs/index.js';

export class JobsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: jobStates, enumName: 'JobState' })
  @IsOptional()
  @IsIn(jobStates)
  state?: JobState;

  @IsOptional()
  @IsString()
  @MaxLength(60)
  kind?: string;
}

export class JobView {
  id!: string;
  kind!: string;
  @ApiProperty({ enum: jobStates, enumName: 'JobState' })
  state!: JobState;
  attempts!: number;
  maxAttempts!: number;
  /** When it is due; of a job that failed: its next try. */
  runAt!: string;
  @ApiProperty({ type: String, nullable: true })
  lastError!: string | null;
  /** Whether "try again" would be accepted now. */
  retryable!: boolean;
  createdAt!: string;
  @ApiProperty({ type: String, nullable: true })
  finishedAt!: string | null;
}

export class JobCounts {
  ready!: number;
  running!: number;
  done!: number;
  dead!: number;
}

export class JobPage {
  rows!: JobView[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
  counts!: JobCounts;
}
