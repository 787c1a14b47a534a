import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { href } from '$lib/links';

export const load = async (event) => {
  const { code } = event.params;
  // One address for a certificate, however its code was typed.
  if (code !== code.toUpperCase()) redirect(308, href(`/v/${encodeURIComponent(code.toUpperCase())}`));
  const answer = await api(event).GET('/api/public/certificates/{code}', { params: { path: { code } } });
  return { certificate: must(answer), code };
};
