import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';

const pathOf = ({ params }: { params: { token: string } }) => ({ params: { path: { token: params.token } } });

/** Programs that preview mails open this address: it shows the offer and answers nothing. */
export const load = async (event) => {
  const page = must(await api(event).GET('/api/public/offers/{token}', pathOf(event)));
  return { ...page, releasing: event.url.searchParams.get('jawab') === 'lepas' };
};

export const actions = {
  terima: async (event) => {
    const answer = await api(event).POST('/api/public/offers/{token}/accept', pathOf(event));
    if (answer.data) redirect(303, href(`/t/${answer.data.ticketToken}`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
  lepas: async (event) => {
    const leave = (await event.request.formData()).get('leave') === 'yes';
    const answer = await api(event).POST('/api/public/offers/{token}/reject', { ...pathOf(event), body: { leave } });
    if (answer.data) redirect(303, href(`/t/${answer.data.ticketToken}`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
};
