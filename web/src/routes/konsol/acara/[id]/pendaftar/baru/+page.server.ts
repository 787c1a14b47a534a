import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { problemOf } from '$lib/api/problem';
import { href } from '$lib/links';
import { personChoices, refusedForm } from '$lib/registration/person-form.server';
import { applicantOf, newValues, readValues } from '$lib/registration/values';

export const load = async (request) => ({ ...(await personChoices(request)), start: newValues('pns', '', 0) });

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
    return fail(problem.status, refusedForm(values, problem));
  },
};
