import type { Locale } from '../../common/index.js';
import type { Answer } from './answer.entity.js';
import type { FormQuestion, QuestionOption } from './form-question.entity.js';

/** The question as a person reads it. */
export const questionText = ({ labelId, labelEn }: Pick<FormQuestion, 'labelId' | 'labelEn'>, locale: Locale): string =>
  (locale === 'en' && labelEn) || labelId;

export const optionText = ({ labelId, labelEn }: QuestionOption, locale: Locale): string =>
  (locale === 'en' && labelEn) || labelId;

/** One person's answer to one question in words, for lists, exports and the copy of his data; empty when he gave none. */
export function answerText(question: FormQuestion, answers: readonly Answer[], locale: Locale): string {
  return answers
    .filter(({ questionId }) => questionId === question.id)
    .map(({ optionId, value, fileName }) => {
      const option = question.options.find(({ id }) => id === optionId);
      if (option) return optionText(option, locale);
      if (question.kind === 'number' && value !== null && locale === 'id') return value.replace('.', ',');
      return value ?? fileName ?? '';
    })
    .join('; ');
}
