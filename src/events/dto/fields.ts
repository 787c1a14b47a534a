import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength, ValidateBy } from 'class-validator';
import { DateTime, IANAZone } from 'luxon';
import { OneLine, SomeLines } from '../../common/fields.js';
import { cleanName } from '../../common/index.js';

const limited = (max: number, empty: boolean): PropertyDecorator[] => [
  MaxLength(max),
  ...(empty ? [] : [IsNotEmpty()]),
  IsString(),
];

/** One line: it stands in a table, in the subject of a mail, under a signature. `empty` allows nothing to remain. */
export const Words = (max: number, { empty = false } = {}): PropertyDecorator =>
  applyDecorators(OneLine(), ...limited(max, empty));

/** A list of texts of one line. */
export const WordsEach = (max: number): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      Array.isArray(value) ? value.map((text: unknown) => (typeof text === 'string' ? cleanName(text) : text)) : value,
    ),
    MaxLength(max, { each: true }),
    IsString({ each: true }),
  );

/** One line or more. */
export const Lines = (max: number, { empty = false } = {}): PropertyDecorator =>
  applyDecorators(SomeLines(), ...limited(max, empty));

/** Other years are slips of the pen, and not every engine and calendar holds them. */
const inRange = (time: DateTime): boolean => time.isValid && time.year >= 2000 && time.year <= 2100;

const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** A moment: ISO 8601 with its offset, since a time without one would be read in the server's zone. */
export const Moment = ({ nullable = false } = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      if (typeof value !== 'string' || !withOffset.test(value)) return value;
      const time = DateTime.fromISO(value);
      return inRange(time) ? time.toJSDate() : value;
    }),
    ValidateBy({ name: 'isISO8601', validator: { validate: (value) => value instanceof Date } }),
    ApiProperty({ type: String, format: 'date-time', nullable }),
  );

/** A calendar day, `yyyy-mm-dd`. */
export const CalendarDay = ({ nullable = false } = {}): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isDateString',
      validator: {
        validate: (value) =>
          typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && inRange(DateTime.fromISO(value)),
      },
    }),
    ApiProperty({ type: String, format: 'date', nullable }),
  );

/** An IANA zone this server knows, in the spelling of the list: `asia/makassar` would have no WITA. */
export const Zone = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && IANAZone.isValidZone(value)
        ? new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
        : value,
    ),
    ValidateBy({
      name: 'isIn',
      validator: { validate: (value) => typeof value === 'string' && IANAZone.isValidZone(value) },
    }),
  );
