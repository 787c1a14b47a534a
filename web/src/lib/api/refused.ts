import { fail } from '@sveltejs/kit';
import { messagesByField, problemOf, textOf } from './problem';

/** What a form action gives back when the API refuses: the words for the fields and for the whole form. */
export function refused<Values extends Record<string, unknown>>(
  answer: Parameters<typeof problemOf>[0],
  values: Values,
) {
  const problem = problemOf(answer);
  return fail(problem.status, { ...values, refusal: textOf(problem), errors: messagesByField(problem) });
}
