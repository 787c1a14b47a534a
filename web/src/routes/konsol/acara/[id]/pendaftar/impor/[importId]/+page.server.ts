import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { demand } from '$lib/console/event-page';
import { readRowFilter } from '$lib/imports/types';

const pathOf = ({ id, importId }: { id: string; importId: string }) => ({ eventId: id, importId });

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.manage');
  const path = pathOf(request.params);
  const query = readRowFilter(request.url.searchParams);
  const [view, rows] = await Promise.all([
    api(request).GET('/api/events/{eventId}/imports/{importId}', { params: { path } }),
    api(request).GET('/api/events/{eventId}/imports/{importId}/rows', { params: { path, query } }),
  ]);
  return { view: must(view), rows: must(rows) };
};

export const actions = {
  simpan: async (request) => {
    const path = pathOf(request.params);
    const answer = await api(request).POST('/api/events/{eventId}/imports/{importId}/apply', { params: { path } });
    if (!answer.response.ok) return refused(answer, {});
  },
  urungkan: async (request) => {
    const path = pathOf(request.params);
    const answer = await api(request).POST('/api/events/{eventId}/imports/{importId}/undo', { params: { path } });
    if (!answer.response.ok) return refused(answer, {});
  },
};
