import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { type Role, roles } from '../../common/access/index.js';
import { cleanName } from '../../common/clean-text.js';
import { type Locale, locales, PageQuery } from '../../common/index.js';
import { HeldRole } from './session.dto.js';

/** One line without signs that nobody sees: it stands in lists and in the audit log. */
const line = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? cleanName(value) : value));
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** May be left out, but unlike @IsOptional() not sent as null. */
const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

export class NewRole {
  @ApiProperty({ enum: roles, enumName: 'Role' })
  @IsIn(roles)
  role!: Role;
  /** Absent or null = everywhere. */
  @IsOptional()
  @IsUUID()
  eventId?: string | null;
}

export class NewAccount {
  @trimmed @IsEmail() @MaxLength(254) email!: string;
  @line @IsString() @IsNotEmpty() @MaxLength(160) name!: string;
  @line @IsString() @IsNotEmpty() @MaxLength(200) office!: string;
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => NewRole)
  roles!: NewRole[];
}

export class EditAccount {
  @MayBeAbsent() @line @IsString() @IsNotEmpty() @MaxLength(160) name?: string;
  @MayBeAbsent() @line @IsString() @IsNotEmpty() @MaxLength(200) office?: string;
  /** False ends the person's sessions at once. */
  @MayBeAbsent() @IsBoolean() active?: boolean;
}

export class AccountQuery extends PageQuery {
  /** Part of the name or the e-mail. */
  @IsOptional() @IsString() @MaxLength(100) q?: string;
}

export class Account {
  id!: string;
  email!: string;
  name!: string;
  office!: string;
  active!: boolean;
  @ApiProperty({ enum: locales, enumName: 'Locale' }) locale!: Locale;
  createdAt!: string;
  roles!: HeldRole[];
}

export class AccountPage {
  rows!: Account[];
  next!: string | null;
}

export class TemporaryPassword {
  /** Shown this once; only its hash is stored. */
  temporaryPassword!: string;
}

export class CreatedAccount extends TemporaryPassword {
  account!: Account;
}
