import { ApiProperty, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { type SpeakerRole, speakerRoles } from '../session.entity.js';
import { type SessionKind, sessionKinds } from '../training-hours.js';
import { IsUUID, MayBeAbsent, NestedList } from '../../common/fields.js';
import { Lines, Moment, Words } from './fields.js';

export class SessionSpeakerInput {
  @IsUUID()
  speakerId!: string;

  @ApiProperty({ enum: speakerRoles, enumName: 'SpeakerRole' })
  @IsIn(speakerRoles)
  role!: SpeakerRole;
}

export class SessionInput {
  @ApiProperty({ enum: sessionKinds, enumName: 'SessionKind' })
  @IsIn(sessionKinds)
  kind!: SessionKind;

  @Words(200)
  title!: string;

  @MayBeAbsent()
  @Lines(500, { empty: true })
  detail?: string;

  /** Left out or null: the event's own room. */
  @IsOptional()
  @IsUUID()
  roomId?: string | null;

  @Moment()
  startsAt!: Date;

  @Moment()
  endsAt!: Date;

  /** Null: by the rule, one for each 45 minutes of teaching. Left out: as it stands; by the rule for a new session. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(24)
  jp?: number | null;

  /** Needed when `jp` differs from the rule, or changes after publication. */
  @IsOptional()
  @Words(300, { empty: true })
  jpReason?: string | null;

  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(10)
  @NestedList(() => SessionSpeakerInput)
  speakers?: SessionSpeakerInput[];
}

export class SessionEdit extends PartialType(SessionInput, { skipNullProperties: false }) {}
