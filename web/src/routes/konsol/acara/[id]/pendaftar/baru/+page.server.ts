import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';
import { faultsOf } from '$lib/registration/register.server';
import { applicantOf, newValues, readValues } from '$lib/registration/values';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.manage');
  const [units, ranks] = await Promise.all([
    api(request).GET('/api/public/units'),
    api(request).GET('/api/public/ranks'),
  ]);
  return { units: must(units), ranks: must(ranks), start: newValues('pns', '', 0) };
};

export const actions = {
  default: async (request) => {
    const values = readValues(await request.request.formData());
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/registrations', {
      params: { path },
      body: applicantOf(values),
    });
    if (answer.data) redirect(303, href(`/konsol/acara/${path.eventId}/pendaftar/${answer.data.id}?baru`));
    const problem = problemOf(answer);
    const text = problem.code === 'ALREADY_REGISTERED' ? m.console_already_registered() : textOf(problem);
    const errors = faultsOf(values, problem);
    return fail(problem.status, { values, errors, general: problem.errors?.length ? undefined : text });
  },
};
