import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';

export const load = async (event) => {
  const params = { path: { token: event.params.token } };
  const [ticket, own, ranks] = await Promise.all([
    api(event).GET('/api/public/tickets/{token}', { params }),
    api(event).GET('/api/public/tickets/{token}/own', { params }),
    api(event).GET('/api/public/ranks'),
  ]);
  const { zone } = must(ticket).event;
  return { stored: must(own).data, zone, ranks: must(ranks), back: href(`/t/${event.params.token}`) };
};

const names = ['frontTitle', 'name', 'backTitle', 'position', 'rank', 'email', 'phone'] as const;

export const actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const values = Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '').trim()])) as Record<
      (typeof names)[number],
      string
    >;
    const answer = await api(event).PUT('/api/public/tickets/{token}/data', {
      params: { path: { token: event.params.token } },
      body: values,
    });
    if (answer.response.ok) redirect(303, `${href(`/t/${event.params.token}`)}?tersimpan=data`);
    const problem = problemOf(answer);
    const told = messagesByField(problem);
    const errors = Object.fromEntries(names.flatMap((name) => (told[name] ? [[name, told[name]]] : [])));
    const refusal = Object.keys(errors).length ? undefined : textOf(problem);
    return fail(problem.status, { values, errors, refusal });
  },
};
