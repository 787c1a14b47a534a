import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { href } from '$lib/links';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.manage');
  const answer = await api(request).GET('/api/events/{eventId}/imports', { params: { path: { eventId: event.id } } });
  return { imports: must(answer) };
};

export const actions = {
  default: async (request) => {
    const eventId = request.params.id;
    const answer = await api(request).POST('/api/events/{eventId}/imports', {
      params: { path: { eventId } },
      // A multipart form goes out as it came in.
      body: (await request.request.formData()) as never,
    });
    if (answer.data) redirect(303, href(`/konsol/acara/${eventId}/pendaftar/impor/${answer.data.id}`));
    const problem = problemOf(answer);
    const error = messagesByField(problem).file;
    return fail(problem.status, { error, general: error ? undefined : textOf(problem) });
  },
};
