import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import type { Sent } from '$lib/api/types';
import { href } from '$lib/links';

export const load = async (event) => {
  const { token } = event.params;
  const copy = must(await api(event).GET('/api/public/tickets/{token}/copy.json', { params: { path: { token } } }));
  return { copy, token, back: href(`/t/${token}`) };
};

type Purpose = Sent<'/api/public/tickets/{token}/consents/withdraw'>['purpose'];

export const actions = {
  setuju: async (event) => {
    const { token } = event.params;
    const consentTextId = String((await event.request.formData()).get('consentTextId') ?? '');
    const answer = await api(event).POST('/api/public/tickets/{token}/consents', {
      params: { path: { token } },
      body: { consentTextId },
    });
    if (answer.response.ok) redirect(303, `${href(`/t/${token}/data`)}#persetujuan`);
    const problem = problemOf(answer);
    return fail(problem.status, { refusal: messagesByField(problem).consentTextIds ?? textOf(problem) });
  },
  tarik: async (event) => {
    const { token } = event.params;
    const purpose = String((await event.request.formData()).get('purpose') ?? '') as Purpose;
    const answer = await api(event).POST('/api/public/tickets/{token}/consents/withdraw', {
      params: { path: { token } },
      body: { purpose },
    });
    if (answer.response.ok) redirect(303, `${href(`/t/${token}/data`)}#persetujuan`);
    const problem = problemOf(answer);
    return fail(problem.status, { refusal: textOf(problem) });
  },
};
