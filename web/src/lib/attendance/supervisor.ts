import { api } from '$lib/api/client';
import { problemOf, reasonOf } from '$lib/api/problem';
import type { Answer } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

export type Found = Answer<'/api/events/{eventId}/scans/people'>;
export type Person = Found['rows'][number];
export type Admission = Answer<'/api/events/{eventId}/scans/admissions', 'post'>;
export type Conflict = Answer<'/api/events/{eventId}/conflicts'>[number];

/** What came of a question to the server: its answer, or why there is none. */
export type Asked<T> = { answer: T; fault?: undefined } | { answer?: undefined; fault: string };

async function asked<T>(request: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Asked<T>> {
  try {
    const answer = await request;
    return answer.response.ok ? { answer: answer.data as T } : { fault: reasonOf(problemOf(answer)) };
  } catch {
    // fetch fails only where there is no network.
    return { fault: m.supervisor_offline() };
  }
}

export const peopleNamed = (eventId: string, name: string): Promise<Asked<Found>> =>
  asked(api().GET('/api/events/{eventId}/scans/people', { params: { path: { eventId }, query: { name } } }));

export const openConflicts = (eventId: string): Promise<Asked<Conflict[]>> =>
  asked(api().GET('/api/events/{eventId}/conflicts', { params: { path: { eventId } } }));

export const rule = (eventId: string, scanId: string, decision: 'admit' | 'void'): Promise<Asked<unknown>> =>
  asked(
    api().POST('/api/events/{eventId}/scans/{scanId}/rulings', {
      params: { path: { eventId, scanId } },
      body: { decision, onlyIfOpen: true },
    }),
  );

/** @param id one for each person and tap, so that a tap whose answer was lost lets him in once */
export const admit = (
  eventId: string,
  admission: { id: string; registrationId: string; gateId: string | null; sessionId: string | null; reason: string },
): Promise<Asked<Admission>> =>
  asked(
    api().POST('/api/events/{eventId}/scans/admissions', {
      params: { path: { eventId } },
      body: { ...admission, scannedAt: new Date().toISOString(), sentAt: new Date().toISOString() },
    }),
  );
