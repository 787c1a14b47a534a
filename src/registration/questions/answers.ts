import { DateTime } from 'luxon';
import { cleanName, type FieldError, newId } from '../../common/index.js';
import { cleanText } from '../../common/clean-text.js';
import { AGREED, type Answer } from './answer.entity.js';
import type { FormQuestion } from './form-question.entity.js';

/** What a form sends: by question a text, or the chosen options. */
export type AnswersInput = Record<string, string | string[] | null | undefined>;

/** An accepted answer, before it has a person. */
export type NewAnswer = Pick<Answer, 'questionId' | 'optionId' | 'value'>;

/** The row of an accepted answer; one without a file. */
export const answerRow = (registrationId: string, answer: NewAnswer, now: Date): Answer => ({
  ...answer,
  id: newId(),
  registrationId,
  fileSha256: null,
  fileName: null,
  mediaType: null,
  answeredAt: now,
});

export interface AnswersReading {
  answers: NewAnswer[];
  errors: FieldError[];
}

export const LONGEST = { text: 200, long_text: 2000 } as const;
/** As many digits as a number keeps exactly, in this program and in a spreadsheet. */
const MOST_DIGITS = 15;
const THOUSANDS = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/;
const NUMBER = /^-?\d+([.,]\d+)?$/;

export interface JudgeOptions {
  /** A required question may stay open: an organiser enters what he knows, and the person sees the rest as missing. */
  mayLack?: boolean;
  /** The words of a consent as the person read them. */
  locale: 'id' | 'en';
}

/**
 * Judges what was answered, all faults at once, each under `answers.<question>`. What is hidden by its condition is
 * dropped, as is what is no longer asked: the person cannot mend what he does not see. Files come by another way.
 * @param questions all of the event in their order, retired ones too
 */
export function readAnswers(questions: FormQuestion[], input: AnswersInput, options: JudgeOptions): AnswersReading {
  const answers: NewAnswer[] = [];
  const errors: FieldError[] = [];
  const known = new Set(questions.map(({ id }) => id));
  for (const id of Object.keys(input)) {
    if (!known.has(id)) errors.push({ field: `answers.${id}`, code: 'UNKNOWN_FIELD' });
  }
  for (const question of asked(questions, answers)) {
    if (question.kind === 'file') continue;
    const outcome = readOne(question, input[question.id], options);
    if ('code' in outcome) errors.push({ field: `answers.${question.id}`, ...outcome });
    else answers.push(...outcome.answers);
  }
  return { answers, errors };
}

/** Those that a person with these answers is asked, in their order; `answers` may grow while this is read. */
export function* asked(
  questions: FormQuestion[],
  answers: readonly Pick<Answer, 'questionId' | 'optionId'>[],
): Generator<FormQuestion> {
  for (const question of questions) {
    if (question.retiredAt === null && isAsked(question, answers)) yield question;
  }
}

function isAsked(
  { condition }: Pick<FormQuestion, 'condition'>,
  answers: readonly Pick<Answer, 'questionId' | 'optionId'>[],
): boolean {
  if (!condition) return true;
  return answers.some(
    ({ questionId, optionId }) =>
      questionId === condition.questionId && optionId !== null && condition.optionIds.includes(optionId),
  );
}

/** Required questions that the person is asked and has not answered. */
export function missingAnswers(
  questions: FormQuestion[],
  answers: readonly Pick<Answer, 'questionId' | 'optionId'>[],
): FormQuestion[] {
  const answered = new Set(answers.map(({ questionId }) => questionId));
  return [...asked(questions, answers)].filter(({ id, required }) => required && !answered.has(id));
}

type Outcome = { answers: NewAnswer[] } | { code: string; params?: FieldError['params'] };

function readOne(question: FormQuestion, raw: AnswersInput[string], { mayLack, locale }: JudgeOptions): Outcome {
  const given = [raw ?? []].flat().filter((text) => text.trim() !== '');
  if (given.length === 0) {
    return question.required && !mayLack ? { code: missingCode(question) } : { answers: [] };
  }
  if (question.kind === 'choice' || question.kind === 'several') return readOptions(question, given);
  if (given.length > 1) return { code: 'INVALID' };
  const [text = ''] = given;
  const one = (value: string, optionId: string | null = null): Outcome => ({
    answers: [{ questionId: question.id, optionId, value }],
  });
  switch (question.kind) {
    case 'text':
    case 'long_text': {
      const value = question.kind === 'text' ? cleanName(text) : cleanText(text);
      const bound = LONGEST[question.kind];
      // One length per sign, as MySQL counts them.
      if ([...value].length > bound) return { code: 'TOO_LONG', params: { bound } };
      if (value === '') return question.required && !mayLack ? { code: 'ANSWER_REQUIRED' } : { answers: [] };
      return one(value);
    }
    case 'number': {
      const value = readNumber(text);
      return value === null ? { code: 'ANSWER_NOT_NUMBER' } : one(value);
    }
    case 'date':
      return isDay(text.trim()) ? one(text.trim()) : { code: 'ANSWER_NOT_DATE' };
    case 'consent':
      if (text !== AGREED) return { code: 'NOT_ALLOWED' };
      return one((locale === 'en' && question.labelEn) || question.labelId, AGREED);
    case 'file':
      return { answers: [] };
  }
}

const missingCode = ({ kind }: FormQuestion): string =>
  kind === 'choice' || kind === 'several'
    ? 'ANSWER_NOT_CHOSEN'
    : kind === 'consent'
      ? 'ANSWER_NOT_AGREED'
      : 'ANSWER_REQUIRED';

function readOptions({ id, kind, options }: FormQuestion, given: string[]): Outcome {
  const chosen = [...new Set(given)];
  const offered = options.filter(({ retired }) => !retired).map((option) => option.id);
  if (!chosen.every((option) => offered.includes(option))) return { code: 'ANSWER_NOT_OFFERED' };
  if (kind === 'choice' && chosen.length > 1) return { code: 'ANSWER_ONE_ONLY' };
  // In the order of the form, whatever the order in which they were sent.
  const ordered = offered.filter((option) => chosen.includes(option));
  return { answers: ordered.map((optionId) => ({ questionId: id, optionId, value: null })) };
}

/** `1.500` is fifteen hundred and `12,5` twelve and a half, as they are written in Indonesia; kept with a decimal point. */
function readNumber(text: string): string | null {
  const compact = text.replace(/\s/g, '');
  const plain = THOUSANDS.test(compact) ? compact.replaceAll('.', '') : compact;
  if (!NUMBER.test(plain) || plain.replace(/\D/g, '').length > MOST_DIGITS) return null;
  return String(Number(plain.replace(',', '.')));
}

export function isDay(text: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? DateTime.fromISO(text) : null;
  return day !== null && day.isValid && day.year >= 1900 && day.year <= 2100;
}
