import { IsEmail, IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { OneLine, Trimmed } from '../../common/fields.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../passwords.js';

export class Setup {
  /** The one-time token that the server prints while it has no account. */
  @IsString() @IsNotEmpty() @MaxLength(100) token!: string;
  @Trimmed() @IsString() @IsEmail() @MaxLength(254) email!: string;
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(160) name!: string;
  @IsString() @MinLength(PASSWORD_MIN) @MaxLength(PASSWORD_MAX) password!: string;
}

export class SetupState {
  /** Whether the first account is still to be made. */
  needed!: boolean;
}
