import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { OneLine } from '../../common/fields.js';

export class SaveViewRequest {
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(60) name!: string;
  /** Of the list's address, without the question mark. */
  @IsString() @MaxLength(1000) query!: string;
}

export class SavedViewDto {
  id!: string;
  name!: string;
  query!: string;
}
