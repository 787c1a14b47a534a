import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { validationFailed } from './errors.js';

/** The longest name in the widest letters, quoted and in base64. */
const CURSOR_LENGTH = 2000;

/** A page of a list: the rows after a key, not after a count, so that a page is as fast at row 500,000 as at row 1. */
export class PageQuery {
  @ApiPropertyOptional({ type: String, description: 'The cursor `next` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(CURSOR_LENGTH)
  after?: string;

  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

export interface Page<T> {
  rows: T[];
  next: string | null;
}

/** The key of the last row that was shown, as an opaque text for the URL. */
export const encodeCursor = (key: (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

type PartKind = 'string' | 'number';
type Key<Kinds extends readonly PartKind[]> = {
  -readonly [Index in keyof Kinds]: Kinds[Index] extends 'number' ? number : string;
};

/** @throws DomainError VALIDATION on `after` when the text is not a cursor with these parts. */
export function decodeCursor<const Kinds extends readonly PartKind[]>(cursor: string, kinds: Kinds): Key<Kinds> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === kinds.length && key.every((part, index) => fits(part, kinds[index]))) {
      return key as Key<Kinds>;
    }
  } catch {
    // Not JSON: the same answer as for JSON of another shape.
  }
  throw validationFailed([{ field: 'after', code: 'INVALID' }]);
}

/** JSON also writes numbers that no column holds (`1e999`), and a driver would put them into the statement as words. */
const fits = (part: unknown, kind: PartKind | undefined): boolean =>
  kind === 'number' ? Number.isSafeInteger(part) : typeof part === kind;

/** Cuts the row that was read beyond the page to learn whether there is a next one. */
export function toPage<T>(rows: T[], limit: number, key: (row: T) => (string | number)[]): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null };
}
