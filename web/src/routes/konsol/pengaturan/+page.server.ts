import { error } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { m } from '$lib/paraglide/messages';

export const load = async (request) => {
  const { session } = await request.parent();
  if (!session.permissions.includes('organisation.edit')) {
    error(403, { message: m.common_no_permission_help(), code: 'NO_PERMISSION' });
  }
  return { settings: must(await api(request).GET('/api/organisation')) };
};

export const actions = {
  default: async (request) => {
    const form = await request.request.formData();
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const values = {
      name: field('name'),
      shortName: field('shortName'),
      city: field('city'),
      province: field('province'),
      zone: field('zone'),
      address: field('address'),
      phone: field('phone') || null,
      website: field('website') || null,
      email: field('email') || null,
      dataContact: field('dataContact'),
      letterheadOffice: field('letterheadOffice'),
      siasnInstansiId: field('siasnInstansiId'),
    };
    const answer = await api(request).PUT('/api/organisation', { body: values });
    return answer.response.ok ? { saved: true } : refused(answer, { values });
  },
};
