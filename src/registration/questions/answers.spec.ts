import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { missingAnswers, readAnswers } from './answers.js';
import type { FormQuestion, QuestionKind } from './form-question.entity.js';

const question = (id: string, kind: QuestionKind, more: Partial<FormQuestion> = {}): FormQuestion => ({
  id,
  eventId: 'event',
  sort: 0,
  kind,
  labelId: id,
  labelEn: null,
  hintId: null,
  hintEn: null,
  required: false,
  options: [],
  condition: null,
  retiredAt: null,
  ...more,
});
const options = (...ids: string[]) => ids.map((id) => ({ id, labelId: id, labelEn: null }));
const read = (questions: FormQuestion[], input: Record<string, string | string[]>) =>
  readAnswers(questions, input, { locale: 'id' });

describe('a number', () => {
  it.each([
    ['1.500', '1500'],
    ['12,5', '12.5'],
    ['12.5', '12.5'],
    ['-3', '-3'],
    [' 1 000 ', '1000'],
    ['1.234.567,25', '1234567.25'],
    ['007', '7'],
  ])('%s is %s', (text, value) => {
    expect(read([question('n', 'number')], { n: text }).answers[0]?.value).toBe(value);
  });

  it.each(['dua', '1,2,3', '1e5', '0x10', 'NaN', 'Infinity', '9'.repeat(16), '--1', '1.50.0'])('%s is none', (text) => {
    expect(read([question('n', 'number')], { n: text }).errors).toEqual([
      { field: 'answers.n', code: 'ANSWER_NOT_NUMBER' },
    ]);
  });
});

describe('unseen signs', () => {
  it('are no answer', () => {
    const asked = [question('t', 'text', { required: true })];
    expect(read(asked, { t: '\u200b\u202e' }).errors).toEqual([{ field: 'answers.t', code: 'ANSWER_REQUIRED' }]);
    expect(read(asked, { t: 'Ani\u202eina' }).answers[0]?.value).toBe('Aniina');
  });

  it('count as signs, not as bytes', () => {
    expect(read([question('t', 'text')], { t: '🌺'.repeat(200) }).errors).toEqual([]);
    expect(read([question('t', 'text')], { t: '🌺'.repeat(201) }).errors[0]?.code).toBe('TOO_LONG');
  });
});

describe('conditions in a chain', () => {
  const chain = [
    question('a', 'choice', { options: options('ya', 'tidak') }),
    question('b', 'several', { options: options('x', 'y'), condition: { questionId: 'a', optionIds: ['ya'] } }),
    question('c', 'text', { required: true, condition: { questionId: 'b', optionIds: ['y'] } }),
  ];

  it('hide all that hangs on what is hidden', () => {
    expect(read(chain, { a: 'tidak', b: ['y'], c: 'tersembunyi' })).toEqual({
      answers: [{ questionId: 'a', optionId: 'tidak', value: null }],
      errors: [],
    });
  });

  it('ask for what is shown', () => {
    expect(read(chain, { a: 'ya', b: ['x', 'y'] }).errors).toEqual([{ field: 'answers.c', code: 'ANSWER_REQUIRED' }]);
    expect(missingAnswers(chain, read(chain, { a: 'ya', b: ['y'] }).answers).map(({ id }) => id)).toEqual(['c']);
  });

  it('accepted answers are always to questions that are asked', () => {
    const anyAnswer = fc.oneof(fc.string(), fc.array(fc.constantFrom('ya', 'tidak', 'x', 'y', 'z')));
    fc.assert(
      fc.property(fc.record({ a: anyAnswer, b: anyAnswer, c: anyAnswer }), (input) => {
        const { answers } = read(chain, input);
        const chose = (questionId: string, optionId: string) =>
          answers.some((answer) => answer.questionId === questionId && answer.optionId === optionId);
        for (const { questionId } of answers) {
          if (questionId === 'b') expect(chose('a', 'ya')).toBe(true);
          if (questionId === 'c') expect(chose('b', 'y')).toBe(true);
        }
      }),
    );
  });
});
