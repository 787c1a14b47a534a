import { api } from '$lib/api/client';
import { messagesByField, problemOf } from '$lib/api/problem';
import type { paths } from '$lib/api/schema';

type Query = NonNullable<paths['/api/events/{eventId}/presence']['get']['parameters']['query']>;
type Asker = NonNullable<Parameters<typeof api>[0]>;

/**
 * The list that an address asks for. An old link names a day or a session that the agenda no longer has: then it is that of
 * the nearest day, and a cursor that is none begins with the first page.
 */
export async function presenceList(request: Asker, eventId: string, query: Query) {
  const asked = { ...query };
  for (;;) {
    const answer = await api(request).GET('/api/events/{eventId}/presence', {
      params: { path: { eventId }, query: asked },
    });
    const faults = answer.response.ok ? {} : messagesByField(problemOf(answer));
    if (!faults.slot && !faults.after) {
      return { answer, strayed: asked.slot !== query.slot, turned: asked.after !== undefined };
    }
    if (faults.slot) delete asked.slot;
    delete asked.after;
  }
}
