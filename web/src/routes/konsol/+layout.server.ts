import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { href } from '$lib/links';

export const load = async (event) => {
  const answer = await api(event).GET('/api/session');
  if (answer.response.status === 401) {
    const back = event.url.pathname + event.url.search;
    redirect(303, `${href('/masuk')}?kembali=${encodeURIComponent(back)}`);
  }
  const organisation = await api(event).GET('/api/public/organisation');
  return { session: must(answer), organisation: must(organisation) };
};
