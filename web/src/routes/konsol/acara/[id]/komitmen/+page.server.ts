import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'events.read');
};

type Person = { name: string; office: string; rank: string | null; nip: string | null };
type Values = { title: string; body: string; signatories: Person[] };
type Answered = { response: Response; error?: unknown };
type Part = 'commitment' | 'signing';
function refused(part: Part, answer: Answered, kept: { values?: Values } = {}) {
  const problem = problemOf(answer);
  const general = problem.errors?.length ? undefined : textOf(problem);
  return fail(problem.status, { part, ...kept, errors: messagesByField(problem), general });
}

export const actions = {
  simpan: async (request) => {
    const form = await request.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const signatories: Person[] = [];
    for (let index = 0; form.has(`signatories.${index}.name`); index += 1) {
      const of = (name: string) => text(`signatories.${index}.${name}`);
      signatories.push({ name: of('name'), office: of('office'), rank: of('rank') || null, nip: of('nip') || null });
    }
    const values = { title: text('title'), body: text('body'), signatories };
    const path = { eventId: request.params.id };
    const answer = await api(request).PUT('/api/events/{eventId}/commitment', { params: { path }, body: values });
    return answer.response.ok ? { part: 'commitment', saved: true } : refused('commitment', answer, { values });
  },
  tandatangan: async (request) => {
    const signedOn = String((await request.request.formData()).get('signedOn') ?? '');
    const path = { eventId: request.params.id };
    const body = { signedOn };
    const answer = await api(request).POST('/api/events/{eventId}/commitment/sign', { params: { path }, body });
    return answer.response.ok ? { part: 'signing', saved: true } : refused('signing', answer);
  },
};
