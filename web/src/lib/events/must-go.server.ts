import type { RequestEvent } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import type { Sent } from '$lib/api/types';
import { must } from '$lib/api/problem';

/** Who would have to go, were the seats as the form says. */
export async function mustGo(
  request: RequestEvent & { params: { id: string } },
  { capacity, inner = [] }: Sent<'/api/events/{eventId}/pools', 'put'>,
) {
  const path = { eventId: request.params.id };
  const { pools } = must(await api(request).GET('/api/events/{eventId}', { params: { path } }));
  const own = pools.filter(({ scope }) => scope === 'event').map(({ id }) => `${id}:${capacity}`);
  const others = inner.flatMap(({ id, capacity: seats }) => (id ? [`${id}:${seats}`] : []));
  const query = { seats: [...own, ...others] };
  return must(await api(request).GET('/api/events/{eventId}/must-go', { params: { path, query } }));
}
