import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';

export const load = async (event) => {
  const { slug } = event.params;
  const answer = await api(event).GET('/api/public/events/{slug}', { params: { path: { slug } } });
  return { event: must(answer), address: event.url.href, origin: event.url.origin };
};
