import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent, OneLine } from '../../common/fields.js';

export class SaveViewRequest {
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(60) name!: string;
  /** Of the list's address, without the question mark. */
  @IsString() @MaxLength(1000) query!: string;
  /** With everybody who sees the list; needs `events.edit`. */
  @MayBeAbsent() @IsBoolean() shared?: boolean;
}

export class ChangeViewRequest {
  @MayBeAbsent() @OneLine() @IsString() @IsNotEmpty() @MaxLength(60) name?: string;
  @MayBeAbsent() @IsBoolean() shared?: boolean;
}

export class SavedViewDto {
  id!: string;
  name!: string;
  query!: string;
  /** Everybody who sees the list sees it. */
  shared!: boolean;
  /** The reader kept it. */
  own!: boolean;
}
