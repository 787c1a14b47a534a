import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';

const kindOf = (url: URL) => (url.searchParams.get('isi') === 'unit' ? ('units' as const) : ('employees' as const));

export const load = async (request) => {
  const answer = await api(request).GET('/api/directory/imports');
  return { imports: must(answer), kind: kindOf(request.url) };
};

export const actions = {
  default: async (request) => {
    const answer = await api(request).POST('/api/directory/imports', {
      params: { query: { kind: kindOf(request.url) } },
      // A multipart form goes out as it came in.
      body: (await request.request.formData()) as never,
    });
    if (answer.data) redirect(303, href(`/konsol/pegawai/impor/${answer.data.id}`));
    const problem = problemOf(answer);
    const error = messagesByField(problem).file;
    return fail(problem.status, { error, general: error ? undefined : textOf(problem) });
  },
};
