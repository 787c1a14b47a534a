import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { bodyOf, readEventValues, valuesOf } from '$lib/events/event-values';
import { addTyped, lookups } from '$lib/events/lookups.server';
import { readMembers, readPools } from '$lib/events/event-parts';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'events.edit');
  const [choices, units] = await Promise.all([lookups(request), api(request).GET('/api/public/units')]);
  return { lookups: choices, units: must(units), stored: valuesOf(event) };
};

type Answered = { response: Response; error?: unknown };
type Part = 'event' | 'seats' | 'committee' | 'cancel' | 'state';
/** `part` is the form of the page that was sent; its faults are told there. */
function outcome(part: Part, answer: Answered, kept: { values?: Record<string, string> } = {}) {
  if (answer.response.ok) return { part, saved: true };
  const problem = problemOf(answer);
  const general = problem.errors?.length ? undefined : textOf(problem);
  return fail(problem.status, { ...kept, part, errors: messagesByField(problem), general });
}
const pathOf = ({ params }: { params: { id: string } }) => ({ params: { path: { eventId: params.id } } });

export const actions = {
  simpan: async (request) => {
    const form = await request.request.formData();
    const values = readEventValues(form);
    const typed = await addTyped(request, values);
    if (Object.keys(typed).length)
      return fail(422, { values, part: 'event' as const, errors: typed, general: undefined });
    const { capacity: _, ...body } = bodyOf(values, String(form.get('zone')));
    return outcome('event', await api(request).PATCH('/api/events/{eventId}', { ...pathOf(request), body }), {
      values,
    });
  },
  kursi: async (request) => {
    const body = readPools(await request.request.formData());
    return outcome('seats', await api(request).PUT('/api/events/{eventId}/pools', { ...pathOf(request), body }));
  },
  panitia: async (request) => {
    const body = { members: readMembers(await request.request.formData()) };
    const answer = await api(request).PUT('/api/events/{eventId}/committee', { ...pathOf(request), body });
    return outcome('committee', answer);
  },
  terbitkan: async (request) =>
    outcome('state', await api(request).POST('/api/events/{eventId}/publish', pathOf(request))),
  arsipkan: async (request) =>
    outcome('state', await api(request).POST('/api/events/{eventId}/archive', pathOf(request))),
  batalkan: async (request) => {
    const form = await request.request.formData();
    const body = { reason: String(form.get('reason') ?? '').trim(), confirm: String(form.get('confirm') ?? '').trim() };
    return outcome('cancel', await api(request).POST('/api/events/{eventId}/cancel', { ...pathOf(request), body }));
  },
};
