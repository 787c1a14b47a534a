import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';
import { fileOf, formWithin, sendLetter } from '$lib/tickets/upload.server';

export const load = async (event) => {
  const params = { path: { token: event.params.token } };
  const [ticket, own] = await Promise.all([
    api(event).GET('/api/public/tickets/{token}', { params }),
    api(event).GET('/api/public/tickets/{token}/own', { params }),
  ]);
  return { ticket: must(ticket), letter: must(own).letter, back: href(`/t/${event.params.token}`) };
};

export const actions = {
  default: async (event) => {
    const { token } = event.params;
    const form = await formWithin(event);
    if (!form) {
      return fail(413, { values: null, errors: { file: m.public_file_far_too_large() }, refusal: undefined });
    }
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = { number: text('number'), datedOn: text('datedOn') };
    const refusal = await sendLetter(event, token, { ...values, file: fileOf(form, 'file') });
    if (!refusal) redirect(303, `${href(`/t/${token}`)}?tersimpan=surat`);
    const told = Object.keys(refusal.errors).length > 0;
    return fail(refusal.status, { values, errors: refusal.errors, refusal: told ? undefined : refusal.text });
  },
};
