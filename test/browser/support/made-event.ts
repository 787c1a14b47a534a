import { type APIRequestContext, request } from '@playwright/test';
import { agenda } from '../../factories/agenda.js';
import { demoAccount, type DemoAccount } from './demo.js';

export interface PublishedEvent {
  id: string;
  slug: string;
  title: string;
}

/** The API as a signed-in browser uses it, to prepare what a test is about. */
export async function apiAs(baseURL: string, account: DemoAccount): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  const { email, password } = demoAccount(account);
  const answer = await context.post('/api/session', { data: { email, password } });
  if (!answer.ok()) throw new Error(`${account} could not sign in: ${await answer.text()}`);
  return context;
}

/** An event of its own for a test that registers people, so that tests do not take each other's seats. */
export async function publishEvent(api: APIRequestContext, title: string, capacity: number): Promise<PublishedEvent> {
  const post = async <Body>(path: string, data: object): Promise<Body> => {
    const answer = await api.post(`/api${path}`, { data });
    if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const venue = await post<{ id: string }>('/venues', { name: 'Balai Pertemuan', address: 'Bitung' });
  const sessions = agenda(new Date()) as { startsAt: string }[];
  const { id } = await post<{ id: string }>('/events', {
    title,
    summary: 'Satu hari tentang layanan pemerintah digital.',
    venueId: venue.id,
    registrationClosesAt: sessions[0]?.startsAt,
    capacity,
    numberCode: '800.1',
    numberUnit: 'DISKOMINFO',
    sessions,
  });
  return post<PublishedEvent>(`/events/${id}/publish`, {});
}
