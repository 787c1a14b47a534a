import { api } from '$lib/api/client';
import type { Answer } from '$lib/api/types';

export type NamedEmployees = Answer<'/api/events/{eventId}/scans/employees'>;

/** Three letters at least and no digit: a ticket code nearly always has one, a NIP has nothing else. */
export const isName = (text: string): boolean => /^\D+$/.test(text) && (text.match(/\p{L}/gu)?.length ?? 0) >= 3;

/** @returns null where nothing could be asked: the door goes on with codes. */
export async function employeesNamed(eventId: string, name: string): Promise<NamedEmployees | null> {
  const answer = await api()
    .GET('/api/events/{eventId}/scans/employees', { params: { path: { eventId }, query: { name } } })
    .catch(() => undefined);
  return answer?.data ?? null;
}
