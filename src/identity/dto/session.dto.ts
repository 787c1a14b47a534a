import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { type Permission, permissions, type Role, roles } from '../../common/access/index.js';
import { type Locale, locales } from '../../common/index.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../passwords.js';

export class SignIn {
  @IsString() @MinLength(1) @MaxLength(254) email!: string;
  @IsString() @MinLength(1) @MaxLength(PASSWORD_MAX) password!: string;
}

export class ChangePassword {
  @IsString() @MinLength(1) @MaxLength(PASSWORD_MAX) current!: string;
  @IsString() @MinLength(PASSWORD_MIN) @MaxLength(PASSWORD_MAX) next!: string;
}

export class ChangeLocale {
  @ApiProperty({ enum: locales, enumName: 'Locale' })
  @IsIn(locales)
  locale!: Locale;
}

export class HeldRole {
  id!: string;
  @ApiProperty({ enum: roles, enumName: 'Role' }) role!: Role;
  /** Null = everywhere. */
  eventId!: string | null;
  eventTitle!: string | null;
}

/** The signed-in person. */
export class Me {
  id!: string;
  name!: string;
  email!: string;
  office!: string;
  @ApiProperty({ enum: locales, enumName: 'Locale' }) locale!: Locale;
  /** An administrator made the password and has seen it. */
  passwordTemporary!: boolean;
  roles!: HeldRole[];
  /** Held everywhere; those for one event come with the event. */
  @ApiProperty({ enum: Object.keys(permissions), enumName: 'Permission', isArray: true })
  permissions!: Permission[];
}
