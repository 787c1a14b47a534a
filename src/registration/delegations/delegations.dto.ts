import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { OneLine, Trimmed } from '../../common/fields.js';
import { type Locale, locales } from '../../common/index.js';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export class LinkTermInput {
  /** The last day on which the link works, in the event's zone; that of the event's start when left out. */
  @IsOptional() @Matches(DAY) expiresOn?: string | null;
}

export class DelegationInput extends LinkTermInput {
  /** One of the directory. */
  @IsString() @MaxLength(36) unitId!: string;
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(160) contactName!: string;
  @Trimmed() @IsString() @IsEmail() @MaxLength(254) contactEmail!: string;
  @ApiProperty({ enum: locales, enumName: 'Locale', required: false })
  @IsOptional()
  @IsIn(locales)
  locale?: Locale;
}

export const delegationStates = ['open', 'expired', 'revoked'] as const;

export class DelegationView {
  id!: string;
  unitId!: string;
  unit!: string;
  contactName!: string;
  contactEmail!: string;
  @ApiProperty({ enum: delegationStates, enumName: 'DelegationState' })
  state!: (typeof delegationStates)[number];
  expiresAt!: string;
  createdAt!: string;
  /** When somebody was last registered, swapped or withdrawn there. */
  lastUsedAt!: string | null;
  /** Who came by it and is still in. */
  registered!: number;
  /** To be handed on by other ways than mail; null when it works no more. */
  link!: string | null;
}
