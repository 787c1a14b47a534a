import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'gates.read');
  const path = { eventId: event.id };
  const [gates, scans, overview] = await Promise.all([
    api(request).GET('/api/events/{eventId}/gates', { params: { path } }),
    allows(event, 'scans.write')
      ? api(request).GET('/api/events/{eventId}/scans/recent', { params: { path, query: { limit: 20 } } })
      : null,
    allows(event, 'attendance.overview')
      ? api(request).GET('/api/events/{eventId}/overview', { params: { path } })
      : null,
  ]);
  return {
    gates: must(gates),
    scans: scans ? must(scans) : [],
    byGate: overview ? must(overview).byGate : [],
  };
};

export const actions = {
  default: async (request) => {
    const name = String((await request.request.formData()).get('name') ?? '').trim();
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/gates', { params: { path }, body: { name } });
    if (answer.response.ok) return { added: name };
    const problem = problemOf(answer);
    return fail(problem.status, { name, error: messagesByField(problem).name ?? textOf(problem) });
  },
};
