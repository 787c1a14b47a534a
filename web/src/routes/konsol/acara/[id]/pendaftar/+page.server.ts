import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { readFilter } from '$lib/registration/filter';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.list');
  const filter = readFilter(request.url.searchParams);
  const path = { eventId: event.id };
  const [page, units] = await Promise.all([
    api(request).GET('/api/events/{eventId}/registrations', { params: { path, query: { ...filter, limit: 50 } } }),
    api(request).GET('/api/public/units'),
  ]);
  return { filter, page: must(page), units: must(units) };
};
