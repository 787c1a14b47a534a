import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { type Role, roles } from '../../common/access/index.js';
import { IsUUID, MayBeAbsent, NestedList, OneLine, Trimmed } from '../../common/fields.js';
import { type Locale, locales, PageQuery } from '../../common/index.js';
import { HeldRole } from './session.dto.js';

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
  @Trimmed() @IsString() @IsEmail() @MaxLength(254) email!: string;
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(160) name!: string;
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(200) office!: string;
  @IsArray()
  @ArrayMaxSize(20)
  @NestedList(() => NewRole)
  roles!: NewRole[];
}

export class EditAccount {
  @MayBeAbsent() @OneLine() @IsString() @IsNotEmpty() @MaxLength(160) name?: string;
  @MayBeAbsent() @OneLine() @IsString() @IsNotEmpty() @MaxLength(200) office?: string;
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
