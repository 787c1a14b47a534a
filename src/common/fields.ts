import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { IsObject, IsUUID as isUUID, ValidateIf, ValidateNested } from 'class-validator';
import { cleanName, cleanText } from './clean-text.js';

const cleaned = (clean: (text: string) => string): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? clean(value) : value));

/**
 * A text of one line, cleaned before it is judged: it stands in tables, in the subject of a mail, under a signature. Five
 * spaces are no reason, and a name that nobody sees is no name.
 */
export const OneLine = (): PropertyDecorator => cleaned(cleanName);

/** A text of one line or more, cleaned before it is judged. */
export const SomeLines = (): PropertyDecorator => cleaned(cleanText);

/** Without spaces around it. */
export const Trimmed = (): PropertyDecorator => cleaned((text) => text.trim());

/** Values with commas between them; what a form without script sends one by one is the same. */
export const Commas = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.join(',') : value));

/** A text that holds an id, in either case (RFC 9562, section 4): ours are in small letters. */
export const SmallLetters = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(small) : small(value)));

const small = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** As class-validator's, and in either case. By its name the description of the API knows the format. */
export const IsUUID = (...rule: Parameters<typeof isUUID>): PropertyDecorator =>
  applyDecorators(SmallLetters(), isUUID(...rule));

/** May be left out, but unlike @IsOptional() not sent as null. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** An object with rules of its own; a list of such would pass for it. */
export const Nested = (type: () => new () => object): PropertyDecorator =>
  applyDecorators(IsObject(), ValidateNested(), Type(type));

/** A list of objects with rules of their own; a list within the list would pass for its parts. */
export const NestedList = (type: () => new () => object): PropertyDecorator =>
  applyDecorators(IsObject({ each: true }), ValidateNested({ each: true }), Type(type));
