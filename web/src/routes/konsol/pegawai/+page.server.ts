import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';

export const load = async (request) => {
  const asked = (name: string) => request.url.searchParams.get(name)?.trim() || undefined;
  const filter = { q: asked('q'), unitId: asked('unitId'), after: asked('after') };
  const [page, units] = await Promise.all([
    api(request).GET('/api/directory/employees', { params: { query: { ...filter, limit: 50 } } }),
    api(request).GET('/api/public/units'),
  ]);
  return { filter, page: must(page), units: must(units) };
};
