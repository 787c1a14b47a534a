import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { allows, demand } from '$lib/console/event-page';

const registerStates = ['reserved', 'failed', 'issued', 'revoked'] as const;
const verdicts = ['yes', 'no'] as const;
const oneOf = <Value extends string>(values: readonly Value[], text: string | null) =>
  values.find((value) => value === text);

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'certificates.read');
  const asked = request.url.searchParams;
  const filter = {
    q: asked.get('q')?.trim() || undefined,
    state: oneOf(registerStates, asked.get('state')),
    eligible: oneOf(verdicts, asked.get('eligible')),
    after: asked.get('after') ?? undefined,
  };
  const view = asked.get('view') === 'eligible' ? ('eligible' as const) : ('register' as const);
  const path = { eventId: event.id };
  const client = api(request);
  const { q, state, eligible, after } = filter;

  const [progress, eligibility, register, signatories] = await Promise.all([
    client.GET('/api/events/{eventId}/certificates/progress', { params: { path } }),
    client.GET('/api/events/{eventId}/certificates/eligibility', {
      params: { path, query: view === 'eligible' ? { q, eligible, after } : { limit: 1 } },
    }),
    view === 'register'
      ? client.GET('/api/events/{eventId}/certificates', { params: { path, query: { q, state, after } } })
      : undefined,
    allows(event, 'lookups.read') ? client.GET('/api/signatories') : undefined,
  ]);
  const signatory = signatories && must(signatories).find(({ id }) => id === event.certificateSignatoryId);
  return {
    view,
    filter,
    progress: must(progress),
    eligibility: must(eligibility),
    register: register && must(register),
    office: signatory?.office,
  };
};

const fieldsOf = async (request: Request) => {
  const form = await request.formData();
  return (name: string) => String(form.get(name) ?? '').trim();
};

export const actions = {
  issue: async (request) => {
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/certificates/issue', { params: { path } });
    return answer.data ?? refused(answer, { act: 'issue' });
  },
  retry: async (request) => {
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/certificates/retry', { params: { path } });
    return answer.data ?? refused(answer, { act: 'retry' });
  },
  correct: async (request) => {
    const field = await fieldsOf(request.request);
    const path = { eventId: request.params.id, certificateId: field('id') };
    const answer = await api(request).PUT('/api/events/{eventId}/certificates/{certificateId}/name', {
      params: { path },
      body: { printedName: field('printedName') },
    });
    if (!answer.response.ok) return refused(answer, { act: 'correct' });
  },
  revoke: async (request) => {
    const field = await fieldsOf(request.request);
    const path = { eventId: request.params.id, certificateId: field('id') };
    const answer = await api(request).POST('/api/events/{eventId}/certificates/{certificateId}/revoke', {
      params: { path },
      body: { reason: field('reason') },
    });
    if (!answer.response.ok) return refused(answer, { act: 'revoke' });
  },
};
