import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { IsUUID, SomeLines } from '../../common/fields.js';

const MOST_AT_ONCE = 200;

export class DecisionDto {
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(MOST_AT_ONCE) @IsUUID(undefined, { each: true }) ids!: string[];
}

export class DeclineDto extends DecisionDto {
  /** The person reads it. */
  @SomeLines() @IsString() @IsNotEmpty() @MaxLength(500) reason!: string;
}

export class PriorityDto {
  @IsBoolean() on!: boolean;
}

export class RefusedDecision {
  id!: string;
  code!: string;
  /** Why, in the language of the request. */
  message!: string;
}

export class DecidedDto {
  done!: string[];
  refused!: RefusedDecision[];
}
