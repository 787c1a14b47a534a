import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf } from '$lib/api/problem';
import { href } from '$lib/links';
import { personChoices, refusedForm } from '$lib/registration/person-form.server';
import { applicantOf, readValues, valuesOf } from '$lib/registration/values';

const pathOf = ({ params }: { params: { id: string; registrationId: string } }) => ({
  eventId: params.id,
  registrationId: params.registrationId,
});
const back = ({ eventId, registrationId }: ReturnType<typeof pathOf>) =>
  href(`/konsol/acara/${eventId}/pendaftar/${registrationId}`);

export const load = async (request) => {
  const path = pathOf(request);
  const [choices, found] = await Promise.all([
    personChoices(request),
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}', { params: { path } }),
  ]);
  const person = must(found);
  if (!person.version) redirect(303, back(path));
  const start = valuesOf({ ...person, unitText: person.unitId ? '' : person.unit });
  return { ...choices, person, version: person.version, start };
};

export const actions = {
  default: async (request) => {
    const form = await request.request.formData();
    const values = readValues(form);
    const version = String(form.get('version') ?? '');
    const path = pathOf(request);
    const { answers: _, consentTextIds: __, ...person } = applicantOf(values);
    const answer = await api(request).PATCH('/api/events/{eventId}/registrations/{registrationId}', {
      params: { path },
      body: { ...person, version },
    });
    if (answer.data) redirect(303, `${back(path)}?diubah`);
    const problem = problemOf(answer);
    const changed = problem.code === 'REGISTRATION_CHANGED';
    const seen = String(form.get('seen') ?? '');
    return fail(problem.status, { ...refusedForm(values, problem), version, seen, changed });
  },
};
