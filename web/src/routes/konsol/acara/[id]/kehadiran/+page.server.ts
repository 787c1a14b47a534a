import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { statusIn } from '$lib/attendance/presence';
import { href } from '$lib/links';

/** A page of more weighs more than a phone in a weak network should load. */
const ROWS = 50;

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'attendance.overview');
  const address = request.url.searchParams;
  const filter = {
    slot: address.get('slot') || undefined,
    q: address.get('q')?.trim() || undefined,
    status: statusIn(address.get('status')),
  };
  const query = { ...filter, after: address.get('after') || undefined, limit: ROWS };
  const answer = await api(request).GET('/api/events/{eventId}/presence', {
    params: { path: { eventId: event.id }, query },
  });
  const empty = !answer.response.ok && problemOf(answer).code === 'AGENDA_EMPTY';
  return { filter, list: empty ? null : must(answer) };
};

export const actions = {
  rebuild: async (request) => {
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/presence/rebuild', { params: { path } });
    if (!answer.data) {
      const problem = problemOf(answer);
      return fail(problem.status, { fault: textOf(problem) });
    }
    const { checked, changed } = answer.data;
    redirect(303, href(`/konsol/acara/${path.eventId}/kehadiran?disusun=${checked}-${changed}`));
  },
};
