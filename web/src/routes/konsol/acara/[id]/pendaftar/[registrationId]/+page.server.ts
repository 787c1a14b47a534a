import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';

const pathOf = ({ params }: { params: { id: string; registrationId: string } }) => ({
  eventId: params.id,
  registrationId: params.registrationId,
});

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.list');
  const params = { path: pathOf(request) };
  const [found, told] = await Promise.all([
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}', { params }),
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}/papers', { params }),
  ]);
  const person = must(found);
  const papers = must(told);
  if (!allows(event, 'mails.read') || !person.email) return { person, papers, mails: [] };
  const query = { eventId: event.id, q: person.email, limit: 50 };
  const { rows } = must(await api(request).GET('/api/mails', { params: { query } }));
  // A namesake may share the address: only mails about this registration.
  const mails = rows.filter(({ subjectId, subjectKind }) => subjectKind !== 'registration' || subjectId === person.id);
  return { person, papers, mails };
};

export const actions = {
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
