import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../common/pagination.js';
import { type RowOutcome, rowOutcomes, type RowState, rowStates } from '../import-status.js';

export class ImportRowsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: rowOutcomes, enumName: 'ImportRowOutcome' })
  @IsOptional()
  @IsIn(rowOutcomes)
  outcome?: RowOutcome;

  @ApiPropertyOptional({ enum: rowStates, enumName: 'ImportRowState' })
  @IsOptional()
  @IsIn(rowStates)
  state?: RowState;
}

export class TemplateQuery {
  @IsIn(['xlsx', 'csv'])
  format!: 'xlsx' | 'csv';
}

/** 10 MB: a table of 20,000 people is a third of it. */
export const LARGEST_IMPORT = 10_000_000;
