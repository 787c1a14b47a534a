import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'gates.read');
  const path = { eventId: event.id };
  const [gates, scans, overview, conflicts] = await Promise.all([
    api(request).GET('/api/events/{eventId}/gates', { params: { path } }),
    allows(event, 'scans.write')
      ? api(request).GET('/api/events/{eventId}/scans/recent', { params: { path, query: { limit: 20 } } })
      : null,
    allows(event, 'attendance.overview')
      ? api(request).GET('/api/events/{eventId}/overview', { params: { path } })
      : null,
    allows(event, 'scans.rule') ? api(request).GET('/api/events/{eventId}/conflicts', { params: { path } }) : null,
  ]);
  return {
    gates: must(gates),
    scans: scans ? must(scans) : [],
    byGate: overview ? must(overview).byGate : [],
    conflicts: conflicts ? must(conflicts) : [],
  };
};

export const actions = {
  rule: async (request) => {
    const data = await request.request.formData();
    const path = { eventId: request.params.id, scanId: String(data.get('scanId')) };
    const body = { decision: data.get('decision') === 'admit' ? ('admit' as const) : ('void' as const) };
    const answer = await api(request).POST('/api/events/{eventId}/scans/{scanId}/rulings', { params: { path }, body });
    if (answer.response.ok) return { ruled: true };
    const problem = problemOf(answer);
    return fail(problem.status, { unruled: textOf(problem) });
  },
  add: async (request) => {
    const name = String((await request.request.formData()).get('name') ?? '').trim();
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/gates', { params: { path }, body: { name } });
    if (answer.response.ok) return { added: name };
    const problem = problemOf(answer);
    return fail(problem.status, { name, error: messagesByField(problem).name ?? textOf(problem) });
  },
};
