import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsUUID } from '../../common/fields.js';
import { type ConsentPurpose, consentPurposes, type LetterRule, type ParticipantKind } from '../../events/index.js';
import { participantKinds } from '../../events/index.js';
import { LetterFacts } from '../letters/letters.dto.js';
import { IsAnswers } from '../questions/is-answers.js';
import { AskedQuestion } from '../questions/questions.dto.js';

const AT_MOST = 1000;

export class MissingPart {
  @ApiProperty({ enum: ['letter', 'answer'], enumName: 'MissingKind' })
  kind!: 'letter' | 'answer';
  questionId!: string | null;
  /** The question; of a letter empty. */
  label!: string;
}

export class OwnLetter {
  @ApiProperty({ enum: ['none', 'optional', 'required'], enumName: 'LetterRule' })
  rule!: LetterRule;
  maySend!: boolean;
  until!: string | null;
  @ApiProperty({ type: LetterFacts, nullable: true })
  sent!: LetterFacts | null;
}

/** What the person may put right himself. Kind, NIP and unit say who was sent by whom: they stand. */
export class OwnData {
  @ApiProperty({ enum: participantKinds, enumName: 'ParticipantKind' })
  kind!: ParticipantKind;
  nip!: string | null;
  unit!: string;
  frontTitle!: string;
  name!: string;
  backTitle!: string;
  position!: string;
  rank!: string;
  phone!: string;
  email!: string;
  mayEdit!: boolean;
  editUntil!: string;
}

export class OwnFile {
  questionId!: string;
  fileName!: string;
}

export class OwnAnswers {
  questions!: AskedQuestion[];
  /** By question: its text, or the ids of the chosen options. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } })
  answers!: Record<string, string[]>;
  files!: OwnFile[];
  mayAnswer!: boolean;
  maySendFiles!: boolean;
}

/** The person's own page, beside his ticket. */
export class OwnPage {
  missing!: MissingPart[];
  letter!: OwnLetter;
  data!: OwnData;
  form!: OwnAnswers;
}

export class OwnDataInput {
  @IsOptional() @IsString() @MaxLength(AT_MOST) frontTitle?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) name?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) backTitle?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) position?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) rank?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) phone?: string | null;
  @IsOptional() @IsString() @MaxLength(AT_MOST) email?: string | null;
}

export class OwnAnswersInput {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  })
  @IsAnswers()
  answers!: Record<string, string | string[]>;
}

export class ConsentGiven {
  version!: number;
  text!: string;
  givenAt!: string;
  withdrawnAt!: string | null;
}

/** One purpose: the text as it reads now, and what the person agreed to and when, oldest first. */
export class OwnConsent {
  @ApiProperty({ enum: consentPurposes, enumName: 'ConsentPurpose' })
  purpose!: ConsentPurpose;
  consentTextId!: string;
  version!: number;
  text!: string;
  validFrom!: string;
  isGiven!: boolean;
  history!: ConsentGiven[];
}

export class GiveConsent {
  /** The newest text of its purpose, as the person read it. */
  @IsUUID() consentTextId!: string;
}

export class WithdrawConsent {
  @ApiProperty({ enum: consentPurposes, enumName: 'ConsentPurpose' })
  @IsIn(consentPurposes)
  purpose!: ConsentPurpose;
}

/** A file as a multipart form: `file`, and before it the other inputs. */
export class FileForm {
  @ApiProperty({ type: 'string', format: 'binary' })
  file!: unknown;
}

export class LetterForm {
  number!: string;
  @ApiProperty({ type: String, format: 'date' })
  datedOn!: string;
  @ApiProperty({ type: 'string', format: 'binary' })
  file!: unknown;
}
