import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { refusedFile, sentFile } from '$lib/imports/upload.server';
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
      body: await sentFile(request),
    });
    if (answer.data) redirect(303, href(`/konsol/acara/${eventId}/pendaftar/impor/${answer.data.id}`));
    return refusedFile(answer);
  },
};
