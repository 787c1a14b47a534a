import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OneLine } from '../../common/fields.js';
import { type Direction, directions } from '../rules/presence.js';
import { type Conflict, conflicts, type Decision, decisions } from '../rules/standing.js';
import { ScannedPerson } from './scan.dto.js';

/** When and where a ticket was shown, by our clock. */
export class DoorSighting {
  at!: string;
  gate!: string | null;
  device!: string | null;
}

export class ConflictView {
  scanId!: string;
  @ApiProperty({ enum: conflicts, enumName: 'Conflict' })
  conflict!: Conflict;
  @ApiProperty({ enum: directions, enumName: 'Direction' })
  direction!: Direction;
  /** Null when the code belongs to nobody. */
  person!: ScannedPerson | null;
  seen!: DoorSighting;
  /** Of a time outside the event: the day (`YYYY-MM-DD`) on which he is present if he was rightly let in. */
  countsOn!: string | null;
  /** Of `double`: the admission that counts. */
  first!: DoorSighting | null;
}

export class NewRuling {
  /** `admit`: rightly let in; `void`: the scan counts for nothing. */
  @ApiProperty({ enum: decisions, enumName: 'RulingDecision' })
  @IsIn(decisions)
  decision!: Decision;

  /** What the ruling rests on; may be left out in the rush. */
  @IsOptional()
  @OneLine()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
