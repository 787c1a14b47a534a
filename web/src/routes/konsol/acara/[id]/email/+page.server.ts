import { demand } from '$lib/console/event-page';
import { outboxPage, retryMail, retryMails } from '$lib/mail/outbox.server';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'mails.read');
  return outboxPage(request, event.id);
};

export const actions = {
  retry: (request) => retryMail(request),
  retryAll: (request) => retryMails(request, request.params.id),
};
