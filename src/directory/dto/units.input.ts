import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsUUID, MayBeAbsent, OneLine } from '../../common/fields.js';

export class NewUnitInput {
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  /** The unit above it; null at the top. */
  @IsOptional() @IsUUID() parentId?: string | null;
  /** Made of the name when it is left out. */
  @OneLine() @IsOptional() @IsString() @MaxLength(40) code?: string | null;
}

export class UnitChangeInput {
  @MayBeAbsent() @OneLine() @IsString() @IsNotEmpty() @MaxLength(200) name?: string;
  /** Null moves it to the top. */
  @IsOptional() @IsUUID() parentId?: string | null;
}

export class MergeUnitInput {
  /** The unit that it becomes part of. */
  @IsUUID() intoId!: string;
}
