import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional } from 'class-validator';
import { IsUUID } from '../../common/fields.js';
import type { LetterRule } from '../../events/index.js';

/** How far the letters of assignment of an event have come. */
export class LettersOverview {
  @ApiProperty({ enum: ['none', 'optional', 'required'], enumName: 'LetterRule' })
  rule!: LetterRule;
  /** Live registrations. */
  people!: number;
  sent!: number;
  lacking!: number;
  /** Those who lack it and were not reminded in the last day. */
  remindable!: number;
}

export class RemindInput {
  /** Left out: everybody who lacks a letter. */
  @IsOptional() @IsArray() @ArrayMaxSize(500) @IsUUID(undefined, { each: true }) ids?: string[];
}

export class RefusedReminder {
  id!: string;
  code!: string;
}

export class RemindersSent {
  done!: string[];
  refused!: RefusedReminder[];
}

export class LetterFacts {
  number!: string;
  datedOn!: string;
  fileName!: string;
  mediaType!: string;
  uploadedAt!: string;
}

export class AnsweredQuestion {
  questionId!: string;
  label!: string;
  /** In words; empty when there is none. */
  answer!: string;
  /** Asked of this person, required, and not answered. */
  missing!: boolean;
  isFile!: boolean;
}

/** What an organiser sees of a person beside his data. */
export class PersonPapers {
  @ApiProperty({ enum: ['none', 'optional', 'required'], enumName: 'LetterRule' })
  letterRule!: LetterRule;
  @ApiProperty({ type: LetterFacts, nullable: true })
  letter!: LetterFacts | null;
  remindedAt!: string | null;
  answers!: AnsweredQuestion[];
}
