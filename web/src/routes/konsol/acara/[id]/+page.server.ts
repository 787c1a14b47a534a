import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows } from '$lib/console/event-page';
import { href } from '$lib/links';

export const load = async (request) => {
  const { event } = await request.parent();
  if (!allows(event, 'attendance.overview')) redirect(303, href(`/konsol/acara/${event.id}/agenda`));
  const path = { eventId: event.id };
  return { overview: must(await api(request).GET('/api/events/{eventId}/overview', { params: { path } })) };
};

export const actions = {
  terbitkan: async (request) => {
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/publish', { params: { path } });
    if (answer.response.ok) return { published: true };
    const problem = problemOf(answer);
    return fail(problem.status, { general: textOf(problem), errors: messagesByField(problem) });
  },
};
