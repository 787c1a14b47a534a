import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { asRole } from '$lib/identity/roles';

export const load = async (request) => ({ events: must(await api(request).GET('/api/events')) });

export const actions = {
  default: async (request) => {
    const form = await request.request.formData();
    const field = (name: string) => String(form.get(name) ?? '').trim();
    const values = { name: field('name'), office: field('office'), email: field('email'), role: field('role') };
    const eventId = field('eventId');
    const roles = values.role ? [{ role: asRole(values.role), eventId: eventId || null }] : [];
    const { name, office, email } = values;
    const answer = await api(request).POST('/api/accounts', { body: { name, office, email, roles } });
    if (!answer.data) return refused(answer, { values: { ...values, eventId } });
    return { created: answer.data.account.name, password: answer.data.temporaryPassword };
  },
};
