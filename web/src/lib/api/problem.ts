import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages';

export type FieldProblem = { field: string; code: string; message: string };

/** Problem details of the API (RFC 9457). Texts come in the language of the page. */
export type Problem = {
  title: string;
  status: number;
  detail?: string;
  code: string;
  correlationId?: string;
  errors?: FieldProblem[];
};

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** A proxy or a dropped connection answers without problem details. */
export function problemOf(answer: Answer<unknown>): Problem {
  const body = answer.error;
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem;
  return { title: m.common_server_fault(), status: answer.response.status, code: 'NO_ANSWER' };
}

export const textOf = (problem: Problem) => problem.detail ?? problem.title;

/** What is wrong, where no field stands beside it that could say so. */
export const reasonOf = (problem: Problem) =>
  problem.errors?.map(({ message }) => message).join(' ') || textOf(problem);

/** First message of each field, for Field and ErrorSummary. */
export function messagesByField(problem: Problem): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const { field, message } of problem.errors ?? []) messages[field] ??= message;
  return messages;
}

/** The data, or the error page. */
export function must<T>(answer: Answer<T>): T {
  if (answer.response.ok) return answer.data as T;
  const problem = problemOf(answer);
  const { code, correlationId } = problem;
  error(answer.response.status, { message: reasonOf(problem), code, ...(correlationId && { correlationId }) });
}
