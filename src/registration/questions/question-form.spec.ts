import { describe, expect, it } from '@jest/globals';
import { AGREED } from './answer.entity.js';
import { readForm } from './question-form.js';
import type { QuestionInput } from './questions.dto.js';

let made = 0;
const standing = { eventId: 'event', questions: [], published: false, now: new Date(0), newId: () => `id-${++made}` };
const input = (key: string, more: Partial<QuestionInput> = {}): QuestionInput => ({
  key,
  kind: 'text',
  labelId: key,
  ...more,
});
const choice = (key: string, ...words: string[]): QuestionInput =>
  input(key, { kind: 'choice', options: words.map((word) => ({ key: word, labelId: word })) });
const codes = (inputs: QuestionInput[]) => readForm(inputs, standing).errors.map(({ field, code }) => [field, code]);

describe('an organiser’s form', () => {
  it('gives new rows ids of its own, also where conditions name them', () => {
    const { questions, errors } = readForm(
      [choice('a', 'ya', 'tidak'), input('b', { condition: { question: 'a', options: ['ya'] } })],
      standing,
    );
    expect(errors).toEqual([]);
    const [first, second] = questions;
    expect(second?.condition).toEqual({ questionId: first?.id, optionIds: [first?.options[0]?.id] });
    expect(first?.id).not.toBe('a');
  });

  it('takes a consent as a condition', () => {
    const inputs = [input('a', { kind: 'consent' }), input('b', { condition: { question: 'a', options: [AGREED] } })];
    expect(codes(inputs)).toEqual([]);
  });

  it.each([
    ['names itself', [input('a', { condition: { question: 'a', options: ['x'] } })], 'QUESTION_NOT_EARLIER'],
    [
      'names a later question',
      [input('a', { condition: { question: 'b', options: ['ya'] } }), choice('b', 'ya', 'tidak')],
      'QUESTION_NOT_EARLIER',
    ],
    [
      'names a question without options',
      [input('a'), input('b', { condition: { question: 'a', options: ['x'] } })],
      'QUESTION_WITHOUT_OPTIONS',
    ],
    [
      'names an option that is not there',
      [choice('a', 'ya', 'tidak'), input('b', { condition: { question: 'a', options: ['mungkin'] } })],
      'QUESTION_CONDITION_OPTION',
    ],
    [
      'names no option',
      [choice('a', 'ya', 'tidak'), input('b', { condition: { question: 'a', options: [] } })],
      'QUESTION_CONDITION_OPTION',
    ],
  ])('refuses a condition that %s', (_, inputs, code) => {
    expect(codes(inputs).map(([, found]) => found)).toEqual([code]);
  });

  it('refuses one option, the same option twice, the same row twice', () => {
    expect(codes([choice('a', 'ya')])).toEqual([['questions.0.options', 'QUESTION_TWO_OPTIONS']]);
    const twice = input('a', {
      kind: 'several',
      options: [
        { key: '1', labelId: 'Ayam' },
        { key: '2', labelId: ' ayam ' },
      ],
    });
    expect(codes([twice])).toEqual([['questions.0.options.1.labelId', 'QUESTION_OPTION_TWICE']]);
    expect(codes([input('a'), input('a')])).toEqual([['questions.1.key', 'QUESTION_TWICE']]);
  });
});
