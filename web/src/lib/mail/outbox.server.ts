import type { RequestEvent } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { standings, type Standing } from './standings';

/** One page of the outbox, of one event or of all; the address holds state, search and page. */
export async function outboxPage(request: { url: URL; fetch: typeof fetch }, eventId?: string) {
  const asked = request.url.searchParams;
  const filter = {
    state: standings.find((each) => each === asked.get('state')),
    q: asked.get('q')?.trim() || undefined,
    after: asked.get('after') ?? undefined,
  };
  const answer = await api(request).GET('/api/mails', { params: { query: { ...filter, eventId } } });
  return { filter, outbox: must(answer) };
}

export async function retryMail(request: RequestEvent) {
  const id = String((await request.request.formData()).get('id') ?? '');
  const answer = await api(request).POST('/api/mails/{id}/retry', { params: { path: { id } } });
  return answer.response.ok ? { retried: 1 } : refused(answer, { id });
}

export async function retryMails(request: RequestEvent, eventId?: string) {
  const state: Standing = (await request.request.formData()).get('state') === 'held' ? 'held' : 'failed';
  const answer = await api(request).POST('/api/mails/retry', { body: { state, eventId } });
  return answer.data ?? refused(answer, { id: '' });
}
