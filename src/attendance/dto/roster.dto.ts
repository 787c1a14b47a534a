import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class RosterQuery {
  @ApiPropertyOptional({ type: String, description: 'The `cursor` of the answer before.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  after?: string;
}

export class RosterKey {
  id!: number;
  /** Ed25519, 32 bytes in base64url. */
  publicKey!: string;
  withdrawn!: boolean;
}

export class SealedEntry {
  id!: string;
  box!: string;
}

/** What changed since the cursor; a box is found and opened by the text of its ticket alone (`rules/roster-box.ts`). */
export class RosterChanges {
  cursor!: string;
  /** Whether there is more to fetch at once. */
  more!: boolean;
  @ApiProperty({ type: [SealedEntry] })
  entries!: SealedEntry[];
  @ApiProperty({ type: [RosterKey] })
  keys!: RosterKey[];
  /** By which a phone learns how wrong its clock is. */
  now!: string;
}
