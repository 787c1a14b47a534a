import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { href } from '$lib/links';

/** Event and gate stand in the address, so that a reload in the rush comes back to the same scanner. */
export const load = async (event) => {
  const signedIn = await api(event).GET('/api/session');
  if (signedIn.response.status === 401) {
    redirect(303, `${href('/masuk')}?kembali=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  }
  const session = must(signedIn);
  const events = must(await api(event).GET('/api/events')).filter(
    (each) => each.permissions.includes('scans.write') && !['draft', 'cancelled', 'archived'].includes(each.phase),
  );
  const chosen = events.find((each) => each.id === event.url.searchParams.get('acara')) ?? null;
  if (!chosen) return { session, events, event: null, gates: [], gate: null, recent: [], counts: null };
  const path = { params: { path: { eventId: chosen.id } } };
  const gates = must(await api(event).GET('/api/events/{eventId}/gates', path));
  const wanted = event.url.searchParams.get('pintu');
  const gate = gates.find((each) => each.id === wanted) ?? (wanted === 'bebas' ? { id: null, name: null } : null);
  if (!gate) return { session, events, event: chosen, gates, gate, recent: [], counts: null };
  const [recent, counts] = await Promise.all([
    api(event).GET('/api/events/{eventId}/scans/recent', { params: { ...path.params, query: { limit: 5 } } }),
    api(event).GET('/api/events/{eventId}/scans/counts', path),
  ]);
  return { session, events, event: chosen, gates, gate, recent: must(recent), counts: must(counts) };
};
