import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { SmallLetters } from '../../common/fields.js';
import { SLOT } from './presence.dto.js';

export const listFills = ['scans', 'blank'] as const;
export type ListFill = (typeof listFills)[number];

/** Guests, speakers and the committee sign apart from the participants; these together, or one kind of them. */
export const listKinds = ['participant', 'pns', 'pppk', 'non_asn', 'guest', 'speaker', 'committee'] as const;
export type ListKind = (typeof listKinds)[number];

export class AttendanceListQuery {
  /** `day:YYYY-MM-DD` in the zone of the event, or `session:<id>`; without it the day that is nearest. */
  @IsOptional()
  @SmallLetters()
  @IsString()
  @Matches(SLOT)
  slot?: string;

  /** `blank` leaves the times out, for signing before the doors open. */
  @ApiProperty({ enum: listFills, enumName: 'ListFill', required: false })
  @IsOptional()
  @IsIn(listFills)
  fill: ListFill = 'scans';

  @ApiProperty({ enum: listKinds, enumName: 'ListKind', required: false })
  @IsOptional()
  @IsIn(listKinds)
  kind: ListKind = 'participant';
}
