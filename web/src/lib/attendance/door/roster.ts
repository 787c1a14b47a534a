import { api } from '$lib/api/client';
import type { DoorStore } from './store';
import { SYNC_PATIENCE } from './sync';

/**
 * Brings the roster of the phone up to date, as differences. Each part is stored with its cursor, so that a fetch that
 * breaks off goes on where it was.
 *
 * @param mayGoOn asked before each part
 * @returns the server's time, or null when the server refused, or it broke off
 */
export async function fetchRoster(
  store: DoorStore,
  eventId: string,
  mayGoOn: () => boolean = () => true,
): Promise<{ now: string } | null> {
  while (mayGoOn()) {
    const after = await store.cursor(eventId);
    const { data } = await api().GET('/api/events/{eventId}/roster', {
      params: { path: { eventId }, query: after === undefined ? {} : { after } },
      signal: AbortSignal.timeout(SYNC_PATIENCE),
    });
    if (!data) return null;
    const fits = await store.putRoster(eventId, data, after);
    await store.putFact('keys', data.keys);
    if (fits && !data.more) return { now: data.now };
  }
  return null;
}
