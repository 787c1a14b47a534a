import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength, ValidateBy, ValidateIf } from 'class-validator';
import { DateTime, IANAZone } from 'luxon';

/** May be left out, but unlike @IsOptional() not sent as null. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

const trimmed = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' ? value.normalize('NFC').trim() : value,
);

/** One line or more of text, spaces around it cut; `empty` allows nothing to remain. */
export const Words = (max: number, { empty = false } = {}): PropertyDecorator =>
  applyDecorators(trimmed, MaxLength(max), ...(empty ? [] : [IsNotEmpty()]), IsString());

const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** A moment: ISO 8601 with its offset, since a time without one would be read in the server's zone. */
export const Moment = ({ nullable = false } = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => {
      if (typeof value !== 'string' || !withOffset.test(value)) return value;
      const time = DateTime.fromISO(value);
      return time.isValid ? time.toJSDate() : value;
    }),
    ValidateBy({ name: 'isISO8601', validator: { validate: (value) => value instanceof Date } }),
    ApiProperty({ type: String, format: 'date-time', nullable }),
  );

/** A calendar day, `yyyy-mm-dd`. */
export const CalendarDay = ({ nullable = false } = {}): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isISO8601',
      validator: {
        validate: (value) =>
          typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && DateTime.fromISO(value).isValid,
      },
    }),
    ApiProperty({ type: String, format: 'date', nullable }),
  );

/** An IANA zone this server knows. */
export const Zone = (): PropertyDecorator =>
  ValidateBy({
    name: 'isIn',
    validator: { validate: (value) => typeof value === 'string' && IANAZone.isValidZone(value) },
  });
