import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { copyCookies } from '$lib/api/cookies.server';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';

/** Only pages of this application: an address with a host could send a person elsewhere after signing in. */
const safeReturn = (path: string | null) => (path && /^\/(?![/\\])/.test(path) ? path : null);

export const load = async (event) => {
  const setup = must(await api(event).GET('/api/setup'));
  if (setup.needed) redirect(303, href('/masuk/awal'));
  return { back: safeReturn(event.url.searchParams.get('kembali')) };
};

export const actions = {
  masuk: async (event) => {
    const form = await event.request.formData();
    const text = (name: string) => String(form.get(name) ?? '');
    const email = text('email').trim();
    const back = safeReturn(text('kembali'));
    const answer = await api(event).POST('/api/session', { body: { email, password: text('password') } });
    if (answer.response.ok) {
      copyCookies(answer.response, event.cookies);
      redirect(303, back ?? href('/konsol'));
    }
    const problem = problemOf(answer);
    return fail(problem.status, { email, back, refusal: textOf(problem), errors: messagesByField(problem) });
  },
  keluar: async (event) => {
    const answer = await api(event).DELETE('/api/session');
    copyCookies(answer.response, event.cookies);
    redirect(303, href('/masuk'));
  },
};
