import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import type { Answer } from '$lib/api/types';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { bodyOf, readEventValues, valuesOf } from '$lib/events/event-values';
import { addTyped, lookups } from '$lib/events/lookups.server';
import { mustGo } from '$lib/events/must-go.server';
import { readMembers, readPools, readRules } from '$lib/events/event-parts';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'events.edit');
  const [choices, units] = await Promise.all([lookups(request), api(request).GET('/api/public/units')]);
  return { lookups: choices, units: must(units), stored: valuesOf(event) };
};

type Answered = { response: Response; error?: unknown };
type Part = 'event' | 'seats' | 'rules' | 'change' | 'committee' | 'cancel' | 'state';
/** `part` is the form of the page that was sent; its faults are told there. */
type Kept = { values?: Record<string, string>; mustGo?: Answer<'/api/events/{eventId}/must-go'> };
function outcome(part: Part, answer: Answered, kept: Kept = {}) {
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
    const answer = await api(request).PUT('/api/events/{eventId}/pools', { ...pathOf(request), body });
    if (answer.response.ok) return outcome('seats', answer);
    const { errors = [] } = problemOf(answer);
    const about = errors.some(({ code, field }) => code === 'POOL_MUST_RELEASE' || field.startsWith('release'));
    return outcome('seats', answer, about ? { mustGo: await mustGo(request, body) } : {});
  },
  aturan: async (request) => {
    const body = readRules(await request.request.formData());
    return outcome('rules', await api(request).PATCH('/api/events/{eventId}', { ...pathOf(request), body }));
  },
  kabari: async (request) => {
    const answer = await api(request).POST('/api/events/{eventId}/announce-change', pathOf(request));
    return answer.data ? { part: 'change' as const, saved: false, told: answer.data.told } : outcome('state', answer);
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
