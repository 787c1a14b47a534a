import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';

export const listFills = ['scans', 'blank'] as const;
export type ListFill = (typeof listFills)[number];

/** Guests and speakers sign apart from the participants. */
export const listKinds = ['participant', 'guest', 'speaker'] as const;
export type ListKind = (typeof listKinds)[number];

export class AttendanceListQuery {
  /** YYYY-MM-DD in the zone of the event; without it the day that is nearest. */
  @IsOptional()
  @IsISO8601({ strict: true })
  @Matches(/^\d{4}-\d\d-\d\d$/)
  day?: string;

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
