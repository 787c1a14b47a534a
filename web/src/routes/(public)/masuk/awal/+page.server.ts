import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { copyCookies } from '$lib/api/cookies.server';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';

export const load = async (event) => {
  const setup = must(await api(event).GET('/api/setup'));
  if (!setup.needed) redirect(303, href('/masuk'));
};

export const actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = { token: text('token'), name: text('name'), email: text('email') };
    const password = String(form.get('password') ?? '');
    const answer = await api(event).POST('/api/setup', { body: { ...values, password } });
    if (answer.response.ok) {
      copyCookies(answer.response, event.cookies);
      redirect(303, href('/konsol'));
    }
    const problem = problemOf(answer);
    return fail(problem.status, { values, refusal: textOf(problem), errors: messagesByField(problem) });
  },
};
