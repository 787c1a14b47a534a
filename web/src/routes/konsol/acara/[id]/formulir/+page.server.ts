import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import type { Sent } from '$lib/api/types';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'events.read');
  const params = { path: { eventId: event.id } };
  const [form, letters] = await Promise.all([
    api(request).GET('/api/events/{eventId}/questions', { params }),
    allows(event, 'registrations.list') ? api(request).GET('/api/events/{eventId}/letters', { params }) : null,
  ]);
  return {
    form: must(form),
    letters: letters && must(letters),
    edits: allows(event, 'events.edit') && (event.state === 'draft' || event.state === 'published'),
  };
};

const pathOf = ({ params }: { params: { id: string } }) => ({ params: { path: { eventId: params.id } } });
type Answered = { response: Response; error?: unknown };

function refused(part: 'questions' | 'letters', answer: Answered) {
  const problem = problemOf(answer);
  const general = problem.errors?.length ? undefined : textOf(problem);
  return fail(problem.status, { part, errors: messagesByField(problem), general });
}

export const actions = {
  simpan: async (request) => {
    const sent = String((await request.request.formData()).get('questions') ?? '[]');
    const body = { questions: JSON.parse(sent) as Sent<'/api/events/{eventId}/questions', 'put'>['questions'] };
    const answer = await api(request).PUT('/api/events/{eventId}/questions', { ...pathOf(request), body });
    return answer.response.ok ? { part: 'questions', saved: true } : refused('questions', answer);
  },
  aturan: async (request) => {
    const letterRule = String((await request.request.formData()).get('letterRule')) as 'none';
    const answer = await api(request).PATCH('/api/events/{eventId}', { ...pathOf(request), body: { letterRule } });
    return answer.response.ok ? { part: 'letters', saved: true } : refused('letters', answer);
  },
  ingatkan: async (request) => {
    const answer = await api(request).POST('/api/events/{eventId}/letters/remind', { ...pathOf(request), body: {} });
    return answer.data ? { part: 'letters', reminded: answer.data.done.length } : refused('letters', answer);
  },
};
