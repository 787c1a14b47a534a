import type { Answer } from '$lib/api/types';

export type Asked = Answer<'/api/public/events/{slug}/questions'>;
export type Question = Asked['questions'][number];
/** By question: its text, or the chosen options. */
export type Answers = Record<string, string[]>;

const prefix = 'answers.';
export const answerName = (id: string) => prefix + id;

export function readAnswers(form: FormData): Answers {
  const answers: Answers = {};
  for (const [name, value] of form) {
    if (!name.startsWith(prefix) || typeof value !== 'string' || !value.trim()) continue;
    (answers[name.slice(prefix.length)] ??= []).push(value);
  }
  return answers;
}

/** Those that a person with these answers is asked. A condition names an earlier question that is shown itself. */
export function visibleQuestions(questions: Question[], answers: Answers): Question[] {
  const shown: Answers = {};
  return questions.filter(({ id, condition }) => {
    const isShown = !condition || condition.optionIds.some((option) => shown[condition.questionId]?.includes(option));
    if (isShown) shown[id] = answers[id] ?? [];
    return isShown;
  });
}

export const agreed = 'agreed';
