import { api } from '$lib/api/client';
import type { Answer } from '$lib/api/types';

export type EmployeeMatch = Answer<'/api/directory/employees'>['rows'][number];

const MOST = 6;

/** Three letters at least and no digit: a ticket code nearly always has one, a NIP has nothing else. */
export const isName = (text: string): boolean => /^\D+$/.test(text) && (text.match(/\p{L}/gu)?.length ?? 0) >= 3;

/** @returns null where nothing could be asked: the door goes on with codes. */
export async function employeesNamed(text: string): Promise<{ rows: EmployeeMatch[]; matched: number } | null> {
  const answer = await api()
    .GET('/api/directory/employees', { params: { query: { q: text, limit: MOST } } })
    .catch(() => undefined);
  return answer?.data ?? null;
}
