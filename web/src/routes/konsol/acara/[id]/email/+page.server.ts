import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';
import { outboxPage, retryMail, retryMails } from '$lib/mail/outbox.server';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'mails.read');
  const outbox = await outboxPage(request, event.id);
  if (!allows(event, 'registrations.manage')) return { ...outbox, unreached: null };
  const after = request.url.searchParams.get('tercapai') ?? undefined;
  const query = { limit: 20, after };
  const path = { eventId: event.id };
  const unreached = must(await api(request).GET('/api/events/{eventId}/unreached', { params: { path, query } }));
  return { ...outbox, unreached };
};

export const actions = {
  retry: (request) => retryMail(request),
  retryAll: (request) => retryMails(request, request.params.id),
};
