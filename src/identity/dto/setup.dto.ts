import { Transform } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsString, MaxLength, MinLength } from 'class-validator';
import { cleanName } from '../../common/clean-text.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../passwords.js';

const line = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanName(value) : value));
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class Setup {
  /** The one-time token that the server prints while it has no account. */
  @IsString() @IsNotEmpty() @MaxLength(100) token!: string;
  @trimmed @IsEmail() @MaxLength(254) email!: string;
  @line @IsString() @IsNotEmpty() @MaxLength(160) name!: string;
  @IsString() @MinLength(PASSWORD_MIN) @MaxLength(PASSWORD_MAX) password!: string;
}

export class SetupState {
  /** Whether the first account is still to be made. */
  needed!: boolean;
}
