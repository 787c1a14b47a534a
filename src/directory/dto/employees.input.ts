import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsDateString, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsUUID, OneLine } from '../../common/fields.js';
import { PageQuery } from '../../common/pagination.js';
import type { NipKind } from '../rules/nip.js';

export class EmployeeQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    maxLength: 120,
    description: 'Part of the name, or the first digits of the NIP.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(120)
  q?: string;

  @ApiPropertyOptional({ type: String, description: 'The unit with all below it.' })
  @IsOptional()
  @IsUUID()
  unitId?: string;
}

class PostInput {
  @IsUUID() unitId!: string;
  @OneLine() @IsString() @MaxLength(200) position!: string;
  /** A code of the ranks of his kind; empty when he has none. */
  @OneLine() @IsString() @MaxLength(40) rank!: string;
}

class EmployeeInput extends PostInput {
  @ApiProperty({ enum: ['pns', 'pppk'], enumName: 'EmployeeKind' })
  @IsIn(['pns', 'pppk'])
  kind!: NipKind;
  @OneLine() @IsString() @MaxLength(60) frontTitle!: string;
  @OneLine() @IsString() @IsNotEmpty() @MaxLength(200) name!: string;
  @OneLine() @IsString() @MaxLength(100) backTitle!: string;
  /** Empty when nobody knows it. */
  @OneLine() @IsString() @MaxLength(40) phone!: string;
  @OneLine() @IsString() @MaxLength(254) email!: string;
}

export class NewEmployeeInput extends EmployeeInput {
  @IsString() @IsNotEmpty() @MaxLength(60) nip!: string;
  /** The day since when unit, position and rank are so, where it is known. */
  @ApiPropertyOptional({ type: String, format: 'date', nullable: true })
  @IsOptional()
  @IsDateString({ strict: true })
  validFrom?: string | null;
}

export class EmployeeCorrectionInput extends EmployeeInput {
  /** Of the data that the form was filled from. */
  @IsString() @MaxLength(40) version!: string;
  /** False for somebody who has retired or left. */
  @IsBoolean() active!: boolean;
}

export class EmployeeMoveInput extends PostInput {
  /** Of the data that the form was filled from. */
  @IsString() @MaxLength(40) version!: string;
  /** The first day of the new unit, position or rank. */
  @ApiProperty({ type: String, format: 'date' })
  @IsDateString({ strict: true })
  validFrom!: string;
}
