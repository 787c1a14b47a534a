import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.manage');
  const [desks, units] = await Promise.all([
    api(request).GET('/api/events/{eventId}/delegations', { params: { path: { eventId: event.id } } }),
    api(request).GET('/api/public/units'),
  ]);
  return { desks: must(desks), units: must(units) };
};

const names = ['unitId', 'contactName', 'contactEmail', 'expiresOn'] as const;
type Values = Record<(typeof names)[number], string>;
type Answered = { response: Response; error?: unknown };

function refused(answer: Answered, kept: { values?: Values; renewing?: string } = {}) {
  const problem = problemOf(answer);
  const errors = messagesByField(problem);
  return fail(problem.status, { ...kept, errors, general: problem.errors?.length ? undefined : textOf(problem) });
}

const deskOf = ({ params }: { params: { id: string } }, form: FormData) => ({
  params: { path: { eventId: params.id, delegationId: String(form.get('delegationId')) } },
});

export const actions = {
  buat: async (request) => {
    const form = await request.request.formData();
    const values = Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '').trim()])) as Values;
    const { expiresOn, ...rest } = values;
    const answer = await api(request).POST('/api/events/{eventId}/delegations', {
      params: { path: { eventId: request.params.id } },
      body: { ...rest, expiresOn: expiresOn || null },
    });
    return answer.data ? { done: 'made' as const, contact: values.contactEmail } : refused(answer, { values });
  },
  perbarui: async (request) => {
    const form = await request.request.formData();
    const answer = await api(request).POST('/api/events/{eventId}/delegations/{delegationId}/renew', {
      ...deskOf(request, form),
      body: { expiresOn: String(form.get('renewOn') ?? '') || null },
    });
    if (answer.data) return { done: 'renewed' as const };
    return refused(answer, { renewing: String(form.get('delegationId')) });
  },
  cabut: async (request) => {
    const form = await request.request.formData();
    const answer = await api(request).POST('/api/events/{eventId}/delegations/{delegationId}/revoke', {
      ...deskOf(request, form),
    });
    return answer.data ? { done: 'revoked' as const } : refused(answer);
  },
};
