import { error, fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { bodyOf, emptyValues, readEventValues } from '$lib/events/event-values';
import { addTyped, lookups } from '$lib/events/lookups.server';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';

export const load = async (request) => {
  const { session } = await request.parent();
  if (!session.permissions.includes('events.create'))
    error(403, { message: m.common_no_permission_help(), code: 'NO_PERMISSION' });
  return { lookups: await lookups(request), start: emptyValues() };
};

export const actions = {
  default: async (request) => {
    const values = readEventValues(await request.request.formData());
    const { zone } = must(await api(request).GET('/api/public/organisation'));
    const typed = await addTyped(request, values);
    if (Object.keys(typed).length) return fail(422, { values, errors: typed, general: undefined });
    const answer = await api(request).POST('/api/events', { body: bodyOf(values, zone) });
    if (answer.data) redirect(303, href(`/konsol/acara/${answer.data.id}/agenda`));
    const problem = problemOf(answer);
    const general = problem.errors?.length ? undefined : textOf(problem);
    return fail(problem.status, { values, errors: messagesByField(problem), general });
  },
};
