import type { TestApp } from '../support/app.js';

export interface AskedRow {
  id: string;
  kind: string;
  labelId: string;
  options: { id: string; labelId: string }[];
  condition: { questionId: string; optionIds: string[] } | null;
  answered: number;
}

export interface Asked {
  questions: AskedRow[];
  retired: AskedRow[];
}

/** A question as the organiser's page sends it. */
export const question = (key: string, kind: string, more: object = {}) => ({
  key,
  kind,
  labelId: `Pertanyaan ${key}`,
  ...more,
});

export const options = (...words: string[]) => words.map((word) => ({ key: word, labelId: word }));

/** Puts these questions on the form of an event, in place of those that stood. */
export async function ask(app: TestApp, eventId: string, questions: object[]): Promise<Asked> {
  const organiser = await app.as('admin');
  const answer = await organiser.put<Asked>(`/events/${eventId}/questions`, { questions });
  if (answer.status !== 200) throw new Error(`PUT questions: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** As they stand, in the form in which they are sent back. */
export const again = ({ questions }: Asked) =>
  questions.map(({ id, kind, labelId, options: offered, condition }) => ({
    key: id,
    kind,
    labelId,
    options: offered.map((option) => ({ key: option.id, labelId: option.labelId })),
    condition: condition && { question: condition.questionId, options: condition.optionIds },
  }));
