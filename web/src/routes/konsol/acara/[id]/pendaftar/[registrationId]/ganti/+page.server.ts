import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf } from '$lib/api/problem';
import { href } from '$lib/links';
import { personChoices, refusedForm } from '$lib/registration/person-form.server';
import { applicantOf, newValues, readValues } from '$lib/registration/values';

const pathOf = ({ params }: { params: { id: string; registrationId: string } }) => ({
  eventId: params.id,
  registrationId: params.registrationId,
});

export const load = async (request) => {
  const params = { path: pathOf(request) };
  const [choices, found] = await Promise.all([
    personChoices(request),
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}', { params }),
  ]);
  const person = must(found);
  // Whoever comes is of the same office, as a rule.
  const start = { ...newValues(person.kind, '', 0), unitId: person.unitId ?? '' };
  return { ...choices, person, start };
};

export const actions = {
  default: async (request) => {
    const values = readValues(await request.request.formData());
    const path = pathOf(request);
    const answer = await api(request).POST('/api/events/{eventId}/registrations/{registrationId}/swap', {
      params: { path },
      body: applicantOf(values),
    });
    if (answer.data) redirect(303, href(`/konsol/acara/${path.eventId}/pendaftar/${answer.data.id}?ganti`));
    const problem = problemOf(answer);
    return fail(problem.status, refusedForm(values, problem));
  },
};
