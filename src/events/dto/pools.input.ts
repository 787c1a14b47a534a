import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { type ParticipantKind, participantKinds } from '../seat-pool.entity.js';
import { IsUUID, MayBeAbsent, Nested, NestedList } from '../../common/fields.js';
import { Lines, Words } from './fields.js';

export class InnerPoolInput {
  /** Of a pool that stands already; a new one has none. */
  @MayBeAbsent()
  @IsUUID()
  id?: string;

  @Words(120)
  name!: string;

  @IsInt()
  @Min(0)
  @Max(20_000)
  capacity!: number;

  /** Whoever gets a seat of it awaits approval. Left out: as it is, of a new pool no. */
  @MayBeAbsent()
  @IsBoolean()
  byApproval?: boolean;

  /** Left out or null: every kind. */
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind', isArray: true, nullable: true, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(participantKinds, { each: true })
  kinds?: ParticipantKind[] | null;

  /** Units with all that lies under them. Left out or null: every unit. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  unitIds?: string[] | null;
}

/** Whose seats are taken away, so that fewer are left. */
export class ReleaseInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  ids!: string[];

  /** They read it. */
  @Lines(500)
  reason!: string;
}

export class PoolsInput {
  /** Everybody who gets a seat awaits approval. Left out: as it is, of a new event no. */
  @MayBeAbsent()
  @IsBoolean()
  byApproval?: boolean;

  /** Seats of the whole event. */
  @IsInt()
  @Min(0)
  @Max(20_000)
  capacity!: number;

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @NestedList(() => InnerPoolInput)
  inner?: InnerPoolInput[];
}

export class PoolsEdit extends PoolsInput {
  /** The registrations that lose their seat by this. Without it, seats that are taken stay. */
  @MayBeAbsent()
  @Nested(() => ReleaseInput)
  release?: ReleaseInput;
}
