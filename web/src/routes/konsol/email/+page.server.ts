import { outboxPage, retryMail, retryMails } from '$lib/mail/outbox.server';

export const load = (request) => outboxPage(request);

export const actions = {
  retry: (request) => retryMail(request),
  retryAll: (request) => retryMails(request),
};
