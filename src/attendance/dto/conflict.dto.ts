import { ApiProperty, OmitType } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsUUID, OneLine } from '../../common/fields.js';
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
  /** Null when the code belongs to nobody, and to a paired phone when the person is not registered. */
  person!: ScannedPerson | null;
  /** False where there is no `person`, and of somebody whose NIP was typed: to admit him registers him. */
  isRegistered!: boolean;
  seen!: DoorSighting;
  /** Where it counts nowhere itself: the day (`YYYY-MM-DD`) on which he is present if he was rightly let in. */
  countsOn!: string | null;
  /** An exit of another day than its own: to admit it would change nothing, and is refused. */
  endsNothing!: boolean;
  /** Of `double`, and where nobody knows when it was: the admission that counts. */
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
  reason?: string | null;

  /** Refused when the scan waits for no ruling any more: whoever rules by a list may look at an old one. */
  @IsOptional()
  @IsBoolean()
  onlyIfOpen?: boolean;
}

/** As many as are listed at once, for somebody who rules on them. */
export const MOST_CONFLICTS = 200;

export class NewRulings extends OmitType(NewRuling, ['onlyIfOpen']) {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CONFLICTS)
  @IsUUID(undefined, { each: true })
  scanIds!: string[];
}

export class RefusedRuling {
  scanId!: string;
  /** Null when the code belongs to nobody. */
  printedName!: string | null;
  code!: string;
  message!: string;
}

export class Rulings {
  /** Those that waited for a ruling until now. */
  ruled!: string[];
  /** These wait still. */
  @ApiProperty({ type: [RefusedRuling] })
  refused!: RefusedRuling[];
}
