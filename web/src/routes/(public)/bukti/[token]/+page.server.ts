import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';

const pathOf = ({ params }: { params: { token: string } }) => ({ params: { path: { token: params.token } } });

/** Programs that preview mails open this address: it shows a button and proves nothing. */
export const load = async (event) => must(await api(event).GET('/api/public/proofs/{token}', pathOf(event)));

export const actions = {
  default: async (event) => {
    const answer = await api(event).POST('/api/public/proofs/{token}', pathOf(event));
    if (answer.data) redirect(303, href(`/t/${answer.data.ticketToken}`));
    return fail(answer.response.status, { refusal: textOf(problemOf(answer)) });
  },
};
