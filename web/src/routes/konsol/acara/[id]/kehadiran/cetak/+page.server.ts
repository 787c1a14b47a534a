import { api } from '$lib/api/client';
import { must, problemOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'attendance.print');
  const params = { path: { eventId: event.id }, query: { limit: 1 } };
  const answer = await api(request).GET('/api/events/{eventId}/presence', { params });
  if (!answer.response.ok && problemOf(answer).code === 'AGENDA_EMPTY') return { places: null };
  const { slots, slot, figures } = must(answer);
  return { places: { slots, slot: request.url.searchParams.get('slot') ?? slot, people: figures.total } };
};
