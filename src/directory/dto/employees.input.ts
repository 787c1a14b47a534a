import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../common/pagination.js';

export class EmployeeQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    maxLength: 120,
    description: 'Part of the name, or the first digits of the NIP.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  q?: string;

  @ApiPropertyOptional({ type: String, description: 'The unit with all below it.' })
  @IsOptional()
  @IsUUID()
  unitId?: string;
}
