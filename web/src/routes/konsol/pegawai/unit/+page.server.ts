import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { href } from '$lib/links';

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();

export const load = async (request) => {
  const answer = await api(request).GET('/api/directory/units');
  return { tree: must(answer), chosen: request.url.searchParams.get('unit') };
};

export const actions = {
  tambah: async (request) => {
    const form = await request.request.formData();
    const [name, parentId, code] = [text(form, 'name'), text(form, 'parentId'), text(form, 'code')];
    const body = { name, parentId: parentId || null, code: code || null };
    const answer = await api(request).POST('/api/directory/units', { body });
    if (!answer.response.ok) return refused(answer, { form: 'tambah', name, parentId, code });
    return { added: true };
  },
  ubah: async (request) => {
    const form = await request.request.formData();
    const [unitId, name, parentId] = [text(form, 'unitId'), text(form, 'name'), text(form, 'parentId')];
    const answer = await api(request).PATCH('/api/directory/units/{unitId}', {
      params: { path: { unitId } },
      body: { name, parentId: parentId || null },
    });
    if (!answer.response.ok) return refused(answer, { form: 'ubah', name, parentId, code: '' });
    return { saved: true };
  },
  gabung: async (request) => {
    const form = await request.request.formData();
    const [unitId, intoId] = [text(form, 'unitId'), text(form, 'intoId')];
    const answer = await api(request).POST('/api/directory/units/{unitId}/merge', {
      params: { path: { unitId } },
      body: { intoId },
    });
    if (!answer.response.ok) return refused(answer, { form: 'gabung', name: '', parentId: '', code: '' });
    redirect(303, href(`/konsol/pegawai/unit?unit=${intoId}`));
  },
};
