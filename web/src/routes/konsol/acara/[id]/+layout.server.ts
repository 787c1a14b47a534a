import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { allows } from '$lib/console/event-page';

export const load = async (request) => {
  const path = { eventId: request.params.id };
  request.depends('konsol:event');
  const { sessions: _, ...event } = must(await api(request).GET('/api/events/{eventId}', { params: { path } }));
  const overview = allows(event, 'attendance.overview')
    ? must(await api(request).GET('/api/events/{eventId}/overview', { params: { path } }))
    : null;
  return {
    event,
    consoleEvent: {
      id: event.id,
      title: event.title,
      permissions: event.permissions,
      jp: event.jp,
      registered: event.taken,
      decisions: overview?.decisions.length ?? 0,
    },
  };
};
