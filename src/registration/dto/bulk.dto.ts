import { ApiProperty, OmitType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsUUID, Nested, SomeLines } from '../../common/fields.js';
import { type BulkAct, bulkActs } from '../bulk/bulk-run.entity.js';
import { RegistrationFilter } from './list.dto.js';

const MOST_IDS = 200;

export class BulkFilter extends OmitType(RegistrationFilter, ['after', 'limit', 'sort']) {}

/** Either some rows, or all that match a filter. */
export class BulkRequest {
  @ApiProperty({ enum: bulkActs, enumName: 'BulkAct' }) @IsIn(bulkActs) act!: BulkAct;
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IDS)
  @IsUUID(undefined, { each: true })
  ids?: string[];
  @IsOptional() @Nested(() => BulkFilter) filter?: BulkFilter;
  /** Needed to decline and to cancel; the person reads it. */
  @IsOptional() @SomeLines() @IsString() @MaxLength(500) reason?: string;
}

export class BulkRefusal {
  id!: string;
  /** Null where the event has no such registration. */
  printedName!: string | null;
  code!: string;
  message!: string;
}

export class BulkRunView {
  id!: string;
  @ApiProperty({ enum: bulkActs, enumName: 'BulkAct' }) act!: BulkAct;
  total!: number;
  done!: number;
  refused!: number;
  finished!: boolean;
  undone!: boolean;
  /** The first hundred. */
  refusals!: BulkRefusal[];
}
