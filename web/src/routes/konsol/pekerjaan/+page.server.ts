import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';

const states = ['ready', 'running', 'done', 'dead'] as const;

export const load = async (request) => {
  const asked = request.url.searchParams;
  const filter = {
    state: states.find((each) => each === asked.get('state')),
    kind: asked.get('kind') || undefined,
    after: asked.get('after') ?? undefined,
  };
  return { filter, jobs: must(await api(request).GET('/api/jobs', { params: { query: filter } })) };
};

export const actions = {
  retry: async (request) => {
    const id = String((await request.request.formData()).get('id') ?? '');
    const answer = await api(request).POST('/api/jobs/{id}/retry', { params: { path: { id } } });
    if (!answer.response.ok) return refused(answer, { id });
  },
};
