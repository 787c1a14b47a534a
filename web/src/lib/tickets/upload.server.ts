import type { RequestEvent } from '@sveltejs/kit';
import { messagesByField, problemOf, reasonOf } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { largestFile } from './files';

/** Null when more was sent than any form of ours holds: nothing of it was read. */
export async function formWithin(event: RequestEvent): Promise<FormData | null> {
  try {
    return await event.request.formData();
  } catch (error) {
    if ((error as { status?: number }).status === 413) return null;
    throw error;
  }
}

export type UploadRefusal = { status: number; text: string; errors: Record<string, string> };

/** Sends a file on to the API, which judges it; `name` is the field under which its faults are told. */
async function upload(
  event: RequestEvent,
  path: string,
  fields: Record<string, string>,
  file: File | null,
): Promise<UploadRefusal | null> {
  if (file && file.size > largestFile) {
    const text = tooLarge(file);
    return { status: 413, text, errors: { file: text } };
  }
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  if (file) form.set('file', file);
  const response = await event.fetch(path, {
    method: 'POST',
    body: form,
    headers: { 'accept-language': getLocale() },
  });
  if (response.ok) return null;
  const problem = problemOf({ response, error: await response.json().catch((): unknown => null) });
  return { status: problem.status, text: reasonOf(problem), errors: messagesByField(problem) };
}

const megabytes = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });
const tooLarge = ({ name, size }: File) =>
  m.public_file_too_large({ name, size: `${megabytes.format(size / 1_000_000)} MB` });

export const sendLetter = (
  event: RequestEvent,
  token: string,
  { file, number, datedOn }: { file: File | null; number: string; datedOn: string },
) => upload(event, `/api/public/tickets/${token}/letter`, { number, datedOn }, file);

export const sendAnswer = (event: RequestEvent, token: string, questionId: string, file: File | null) =>
  upload(event, `/api/public/tickets/${token}/answers/${encodeURIComponent(questionId)}/file`, {}, file);

/** A file input that was left empty still sends a file without a name. */
export function fileOf(form: FormData, name: string): File | null {
  const file = form.get(name);
  return file instanceof File && file.size > 0 ? file : null;
}
