import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { type ConsentPurpose, consentPurposes, type OfficePrefix, officePrefixes } from '../organisation.entity.js';
import { MayBeAbsent, NestedList } from '../../common/fields.js';
import { Lines, Words, Zone } from './fields.js';
import { PrintedPersonInput } from './papers.input.js';

export class OrganisationInput {
  @Words(160)
  name!: string;

  @Words(80)
  shortName!: string;

  @Words(80)
  city!: string;

  @Words(80)
  province!: string;

  @Lines(300)
  address!: string;

  @IsOptional()
  @Words(40)
  phone?: string | null;

  @IsOptional()
  @IsString()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: false })
  @MaxLength(160)
  website?: string | null;

  @IsOptional()
  @IsString()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  @Zone()
  zone!: string;

  /** Second line of the letterhead. */
  @Words(160)
  letterheadOffice!: string;

  @Words(40)
  siasnInstansiId!: string;

  /** Where people ask about their personal data. */
  @Words(254)
  dataContact!: string;
}

export class SignatoryInput extends PrintedPersonInput {
  @ApiProperty({ enum: officePrefixes, enumName: 'OfficePrefix' })
  @IsIn(officePrefixes)
  officePrefix!: OfficePrefix;

  /** "Wali Kota Bitung"; needed with the prefix a.n. */
  @IsOptional()
  @Words(200, { empty: true })
  onBehalfOf?: string | null;
}

export class ConsentTextInput {
  @ApiProperty({ enum: consentPurposes, enumName: 'ConsentPurpose' })
  @IsIn(consentPurposes)
  purpose!: ConsentPurpose;

  @Lines(2000)
  bodyId!: string;

  @Lines(2000)
  bodyEn!: string;
}

export class ProgrammeInput {
  @Words(200)
  name!: string;

  @IsInt()
  @Min(1)
  @Max(99)
  stages!: number;
}

export class RoomInput {
  @Words(120)
  name!: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20_000)
  seats?: number | null;
}

export class VenueInput {
  @Words(160)
  name!: string;

  @Words(300)
  address!: string;

  @IsOptional()
  @IsLatitude()
  latitude?: number | null;

  @IsOptional()
  @IsLongitude()
  longitude?: number | null;

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(50)
  @NestedList(() => RoomInput)
  rooms?: RoomInput[];
}

export class SpeakerInput {
  @MayBeAbsent()
  @Words(60, { empty: true })
  frontTitle?: string;

  @Words(120)
  name!: string;

  @MayBeAbsent()
  @Words(120, { empty: true })
  backTitle?: string;

  @Words(200)
  affiliation!: string;
}
