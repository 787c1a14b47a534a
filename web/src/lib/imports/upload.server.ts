import { fail } from '@sveltejs/kit';
import { messagesByField, problemOf, textOf } from '$lib/api/problem';

/** A multipart form, to go out to the API as it came in. */
export const sentFile = async ({ request }: { request: Request }) => (await request.formData()) as never;

/** What the page of an upload says when the API refuses its file. */
export function refusedFile(answer: Parameters<typeof problemOf>[0]) {
  const problem = problemOf(answer);
  const error = messagesByField(problem).file;
  return fail(problem.status, { error, general: error ? undefined : textOf(problem) });
}
