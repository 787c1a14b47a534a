import { redirect } from '@sveltejs/kit';
import { href } from '$lib/links';

export const load = (event) => {
  const typed = event.url.searchParams.get('kode')?.trim();
  // A person may paste the whole address that is printed under the code.
  const code = typed?.split('/').at(-1)?.replace(/[\s-]/g, '').toUpperCase();
  if (code) redirect(303, href(`/v/${encodeURIComponent(code)}`));
  return { asked: typed !== undefined };
};
