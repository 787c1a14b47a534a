import { fail, type RequestEvent } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';
import { retryMail } from '$lib/mail/outbox.server';

const pathOf = ({ params }: { params: { id: string; registrationId: string } }) => ({
  eventId: params.id,
  registrationId: params.registrationId,
});

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.list');
  const params = { path: pathOf(request) };
  const [found, told, lived] = await Promise.all([
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}', { params }),
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}/papers', { params }),
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}/history', { params }),
  ]);
  const person = must(found);
  const papers = must(told);
  const history = must(lived);
  if (!allows(event, 'registrations.manage')) return { person, papers, history, contact: null };
  const contact = must(
    await api(request).GET('/api/events/{eventId}/registrations/{registrationId}/contact', { params }),
  );
  return { person, papers, history, contact };
};

/** One person's decision: done, or why not. */
async function decide(
  request: RequestEvent & { params: { id: string; registrationId: string } },
  act: 'approve' | 'decline' | 'undo',
  reason = '',
) {
  const { eventId, registrationId } = pathOf(request);
  const sent = { params: { path: { eventId } } };
  const ids = [registrationId];
  const answer =
    act === 'decline'
      ? await api(request).POST('/api/events/{eventId}/registrations/decline', { ...sent, body: { ids, reason } })
      : await api(request).POST(`/api/events/{eventId}/registrations/${act}`, { ...sent, body: { ids } });
  if (answer.data) {
    const [refused] = answer.data.refused;
    return refused ? fail(409, { decision: refused.message }) : { decided: DECIDED[act] };
  }
  const problem = problemOf(answer);
  const { reason: fault } = messagesByField(problem);
  return fail(problem.status, fault ? { declineReason: reason, declineFault: fault } : { decision: textOf(problem) });
}

const DECIDED = { approve: 'approved', decline: 'declined', undo: 'undone' } as const;

export const actions = {
  setujui: (request) => decide(request, 'approve'),
  tolak: async (request) =>
    decide(request, 'decline', String((await request.request.formData()).get('reason') ?? '').trim()),
  urungkan: (request) => decide(request, 'undo'),
  dahulukan: async (request) => {
    const on = (await request.request.formData()).get('on') === 'yes';
    const path = '/api/events/{eventId}/registrations/{registrationId}/priority';
    const answer = await api(request).POST(path, { params: { path: pathOf(request) }, body: { on } });
    return answer.response.ok ? {} : fail(answer.response.status, { decision: textOf(problemOf(answer)) });
  },
  mental: async (request) => {
    const id = String((await request.request.formData()).get('mail') ?? '');
    const answer = await api(request).POST('/api/mails/{id}/bounce', { params: { path: { id } }, body: {} });
    if (answer.response.ok) return { bounced: true };
    return fail(answer.response.status, { general: textOf(problemOf(answer)) });
  },
  retry: async (request) => {
    const sent = await retryMail(request);
    return 'retried' in sent ? { retried: true } : fail(sent.status, { general: sent.data.refusal });
  },
  batalkan: async (request) => {
    const reason = String((await request.request.formData()).get('reason') ?? '').trim();
    const answer = await api(request).POST('/api/events/{eventId}/registrations/{registrationId}/cancel', {
      params: { path: pathOf(request) },
      body: { reason },
    });
    if (answer.response.ok) return { cancelled: true };
    const problem = problemOf(answer);
    const { reason: fault } = messagesByField(problem);
    return fail(problem.status, { reason, fault, refusal: fault ? undefined : textOf(problem) });
  },
  kirim: async (request) => {
    const answer = await api(request).POST('/api/events/{eventId}/registrations/{registrationId}/resend', {
      params: { path: pathOf(request) },
    });
    if (answer.response.ok) return { resent: true };
    const problem = problemOf(answer);
    return fail(problem.status, { general: textOf(problem) });
  },
};
