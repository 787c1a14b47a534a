import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';
import { warningsCookie } from '$lib/registration/register.server';

export const load = async (event) => {
  const { token } = event.params;
  const params = { path: { token } };
  const [answer, own] = await Promise.all([
    api(event).GET('/api/public/tickets/{token}', { params }),
    api(event).GET('/api/public/tickets/{token}/own', { params }),
  ]);
  const ticket = must(answer);
  const warnings = event.cookies.get(warningsCookie);
  if (warnings) event.cookies.delete(warningsCookie, { path: event.url.pathname });
  return {
    ticket,
    own: must(own),
    token,
    warnings: warnings ? (JSON.parse(warnings) as string[]) : [],
    /** The event whose form led here; its draft on the phone is no longer needed. */
    registeredFor: event.url.searchParams.get('acara'),
    releasing: event.url.searchParams.get('jawab') === 'lepas',
    sentAgain: event.url.searchParams.has('dikirim'),
    /** What was just kept on one of the pages behind this one. */
    kept: event.url.searchParams.get('tersimpan'),
    asksToCancel: event.url.searchParams.has('batal'),
    over: ticket.event.endsAt !== null && Date.parse(ticket.event.endsAt) < Date.now(),
  };
};

export const actions = {
  terima: async (event) => {
    const { token } = event.params;
    const path = '/api/public/tickets/{token}/offer/accept';
    const answer = await api(event).POST(path, { params: { path: { token } } });
    if (answer.response.ok) redirect(303, href(`/t/${token}`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
  lepas: async (event) => {
    const { token } = event.params;
    const leave = (await event.request.formData()).get('leave') === 'yes';
    const path = '/api/public/tickets/{token}/offer/reject';
    const answer = await api(event).POST(path, { params: { path: { token } }, body: { leave } });
    if (answer.response.ok) redirect(303, href(`/t/${token}`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
  buktiulang: async (event) => {
    const { token } = event.params;
    const answer = await api(event).POST('/api/public/tickets/{token}/proof', { params: { path: { token } } });
    if (answer.response.ok) redirect(303, href(`/t/${token}?dikirim`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
  batalkan: async (event) => {
    const { token } = event.params;
    const answer = await api(event).POST('/api/public/tickets/{token}/cancel', { params: { path: { token } } });
    if (answer.response.ok) redirect(303, href(`/t/${token}`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
  kirim: async (event) => {
    const answer = await api(event).POST('/api/public/tickets/{token}/resend', {
      params: { path: { token: event.params.token } },
    });
    if (answer.response.ok) return { resent: true };
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
};
