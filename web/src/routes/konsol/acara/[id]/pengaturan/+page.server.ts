import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { bodyOf, readEventValues, valuesOf } from '$lib/events/event-values';
import { addTyped, lookups } from '$lib/events/lookups.server';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'events.edit');
  return { lookups: await lookups(request), stored: valuesOf(event) };
};

type Answered = { response: Response; error?: unknown };
function outcome(answer: Answered, kept: { values?: Record<string, string> } = {}) {
  if (answer.response.ok) return { saved: true };
  const problem = problemOf(answer);
  const general = problem.errors?.length ? undefined : textOf(problem);
  return fail(problem.status, { ...kept, errors: messagesByField(problem), general });
}
const pathOf = ({ params }: { params: { id: string } }) => ({ params: { path: { eventId: params.id } } });

export const actions = {
  simpan: async (request) => {
    const form = await request.request.formData();
    const values = readEventValues(form);
    const typed = await addTyped(request, values);
    if (Object.keys(typed).length) return fail(422, { values, errors: typed, general: undefined });
    const { capacity: _, ...body } = bodyOf(values, String(form.get('zone')));
    return outcome(await api(request).PATCH('/api/events/{eventId}', { ...pathOf(request), body }), { values });
  },
  kursi: async (request) => {
    const capacity = Number((await request.request.formData()).get('capacity'));
    return outcome(await api(request).PUT('/api/events/{eventId}/pools', { ...pathOf(request), body: { capacity } }));
  },
  terbitkan: async (request) => outcome(await api(request).POST('/api/events/{eventId}/publish', pathOf(request))),
  arsipkan: async (request) => outcome(await api(request).POST('/api/events/{eventId}/archive', pathOf(request))),
  batalkan: async (request) => {
    const form = await request.request.formData();
    const body = { reason: String(form.get('reason') ?? '').trim(), confirm: String(form.get('confirm') ?? '').trim() };
    return outcome(await api(request).POST('/api/events/{eventId}/cancel', { ...pathOf(request), body }));
  },
};
