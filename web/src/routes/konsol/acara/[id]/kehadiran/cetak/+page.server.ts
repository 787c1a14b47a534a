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
  // A day between two of the programme is on no list of choices.
  const wanted = [request.url.searchParams.get('slot'), slot, slots[0]?.slot];
  const chosen = wanted.find((each) => slots.some((known) => known.slot === each)) ?? slot;
  return { places: { slots, slot: chosen, people: figures.total } };
};
