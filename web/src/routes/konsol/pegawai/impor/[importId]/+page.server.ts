import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { readRowFilter } from '$lib/imports/types';

export const load = async (request) => {
  const path = { importId: request.params.importId };
  const query = readRowFilter(request.url.searchParams);
  const [view, rows] = await Promise.all([
    api(request).GET('/api/directory/imports/{importId}', { params: { path } }),
    api(request).GET('/api/directory/imports/{importId}/rows', { params: { path, query } }),
  ]);
  return { view: must(view), rows: must(rows) };
};

export const actions = {
  simpan: async (request) => {
    const path = { importId: request.params.importId };
    const answer = await api(request).POST('/api/directory/imports/{importId}/apply', { params: { path } });
    if (!answer.response.ok) return refused(answer, {});
  },
  urungkan: async (request) => {
    const path = { importId: request.params.importId };
    const answer = await api(request).POST('/api/directory/imports/{importId}/undo', { params: { path } });
    if (!answer.response.ok) return refused(answer, {});
  },
};
