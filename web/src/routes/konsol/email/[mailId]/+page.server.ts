import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { retryMail } from '$lib/mail/outbox.server';

export const load = async (request) => {
  const path = { id: request.params.mailId };
  return { mail: must(await api(request).GET('/api/mails/{id}', { params: { path } })) };
};

export const actions = { retry: (request) => retryMail(request) };
