import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refusedFile, sentFile } from '$lib/imports/upload.server';
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
      body: await sentFile(request),
    });
    if (answer.data) redirect(303, href(`/konsol/pegawai/impor/${answer.data.id}`));
    return refusedFile(answer);
  },
};
