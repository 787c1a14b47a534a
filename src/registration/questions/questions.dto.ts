import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { Nested, NestedList, OneLine, SomeLines } from '../../common/fields.js';
import type { LetterRule } from '../../events/index.js';
import { type QuestionKind, questionKinds } from './form-question.entity.js';

const MOST_OPTIONS = 50;
const kindProperty = { enum: questionKinds, enumName: 'QuestionKind' };

export class QuestionOptionInput {
  /** Id of the option, or any name for a new one. */
  @IsString() @IsNotEmpty() @MaxLength(36) key!: string;
  @OneLine() @MaxLength(200) @IsNotEmpty() @IsString() labelId!: string;
  /** Null: as in Indonesian. */
  @IsOptional() @OneLine() @MaxLength(200) @IsString() labelEn?: string | null;
}

export class QuestionConditionInput {
  /** Key of an earlier question of the kinds `choice`, `several` or `consent`. */
  @IsString() @IsNotEmpty() @MaxLength(36) question!: string;
  /** Keys of its options; of a consent `agreed`. */
  @IsArray() @ArrayMaxSize(MOST_OPTIONS) @IsString({ each: true }) options!: string[];
}

export class QuestionInput {
  /** Id of the question, or any name for a new one. */
  @IsString() @IsNotEmpty() @MaxLength(36) key!: string;
  @ApiProperty(kindProperty) @IsIn(questionKinds) kind!: QuestionKind;
  @SomeLines() @MaxLength(500) @IsNotEmpty() @IsString() labelId!: string;
  @IsOptional() @SomeLines() @MaxLength(500) @IsString() labelEn?: string | null;
  @IsOptional() @OneLine() @MaxLength(500) @IsString() hintId?: string | null;
  @IsOptional() @OneLine() @MaxLength(500) @IsString() hintEn?: string | null;
  @IsOptional() @IsBoolean() required?: boolean;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_OPTIONS)
  @NestedList(() => QuestionOptionInput)
  options?: QuestionOptionInput[];
  @IsOptional()
  @Nested(() => QuestionConditionInput)
  condition?: QuestionConditionInput | null;
}

/** The whole form in its order: what is left out is no longer asked. */
export class QuestionFormInput {
  @IsArray()
  @ArrayMaxSize(60)
  @NestedList(() => QuestionInput)
  questions!: QuestionInput[];
}

export class QuestionOptionView {
  id!: string;
  labelId!: string;
  labelEn!: string | null;
}

export class QuestionConditionView {
  questionId!: string;
  optionIds!: string[];
}

/** A question as its organiser edits it. */
export class QuestionView {
  id!: string;
  @ApiProperty(kindProperty) kind!: QuestionKind;
  labelId!: string;
  labelEn!: string | null;
  hintId!: string | null;
  hintEn!: string | null;
  required!: boolean;
  /** Those that are still offered. */
  options!: QuestionOptionView[];
  condition!: QuestionConditionView | null;
  /** How many people answered it. */
  answered!: number;
}

export class QuestionFormView {
  questions!: QuestionView[];
  /** No longer asked, kept for those who answered. */
  retired!: QuestionView[];
}

export class AskedOption {
  id!: string;
  label!: string;
}

/** A question in the language of the request. */
export class AskedQuestion {
  id!: string;
  @ApiProperty(kindProperty) kind!: QuestionKind;
  label!: string;
  hint!: string | null;
  required!: boolean;
  options!: AskedOption[];
  /** Shown to whoever chose one of these options of an earlier question. */
  condition!: QuestionConditionView | null;
}

/** What an event asks beside what every registration asks. */
export class AskedForm {
  questions!: AskedQuestion[];
  @ApiProperty({ enum: ['none', 'optional', 'required'], enumName: 'LetterRule' })
  letterRule!: LetterRule;
}
