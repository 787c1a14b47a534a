import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { copyCookies } from '$lib/api/cookies.server';
import { refused } from '$lib/api/refused';
import { m } from '$lib/paraglide/messages';

export const actions = {
  default: async (request) => {
    const form = await request.request.formData();
    const field = (name: string) => String(form.get(name) ?? '');
    const next = field('next');
    if (next !== field('repeat')) {
      return fail(422, {
        refusal: m.password_differ(),
        errors: { repeat: m.password_differ() } as Record<string, string>,
      });
    }
    const answer = await api(request).PUT('/api/session/password', { body: { current: field('current'), next } });
    if (!answer.response.ok) return refused(answer, {});
    copyCookies(answer.response, request.cookies);
    return { changed: true };
  },
};
