import { error } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import type { Sent } from '$lib/api/types';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { m } from '$lib/paraglide/messages';

export const load = async (request) => {
  const { session } = await request.parent();
  if (!session.permissions.includes('organisation.edit')) {
    error(403, { message: m.common_no_permission_help(), code: 'NO_PERMISSION' });
  }
  const [settings, consentTexts, keys] = await Promise.all([
    api(request).GET('/api/organisation'),
    api(request).GET('/api/consent-texts'),
    session.permissions.includes('keys.manage') ? api(request).GET('/api/signing-keys') : null,
  ]);
  return { settings: must(settings), consentTexts: must(consentTexts), keys: keys && must(keys) };
};

export const actions = {
  simpan: async (request) => {
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
  gantiKunci: async (request) => {
    const answer = await api(request).POST('/api/signing-keys');
    return answer.response.ok ? { keys: true } : refused(answer, { keys: false });
  },
  cabutKunci: async (request) => {
    const keyId = Number((await request.request.formData()).get('keyId'));
    const answer = await api(request).POST('/api/signing-keys/{keyId}/withdraw', { params: { path: { keyId } } });
    return answer.response.ok ? { keys: true } : refused(answer, { keys: false });
  },
  persetujuan: async (request) => {
    const form = await request.request.formData();
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const purpose = field('purpose') as Sent<'/api/consent-texts'>['purpose'];
    const values = { bodyId: field('bodyId'), bodyEn: field('bodyEn') };
    const answer = await api(request).POST('/api/consent-texts', { body: { purpose, ...values } });
    return answer.response.ok ? { saved: true } : refused(answer, { purpose, texts: values });
  },
};
