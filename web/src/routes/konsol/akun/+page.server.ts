import type { RequestEvent } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { refused } from '$lib/api/refused';
import { asRole } from '$lib/identity/roles';

export const load = async (request) => {
  const asked = request.url.searchParams;
  const filter = { q: asked.get('q')?.trim() || undefined, after: asked.get('after') ?? undefined };
  const client = api(request);
  const [accounts, events] = await Promise.all([
    client.GET('/api/accounts', { params: { query: filter } }),
    client.GET('/api/events'),
  ]);
  return { filter, open: asked.get('open') ?? undefined, accounts: must(accounts), events: must(events) };
};

async function read(request: RequestEvent) {
  const form = await request.request.formData();
  const field = (name: string) => String(form.get(name) ?? '');
  return { field, path: { accountId: field('id') } };
}

async function setActive(request: RequestEvent, active: boolean) {
  const { path } = await read(request);
  const answer = await api(request).PATCH('/api/accounts/{accountId}', { params: { path }, body: { active } });
  if (!answer.response.ok) return refused(answer, { id: path.accountId });
}

export const actions = {
  give: async (request) => {
    const { field, path } = await read(request);
    const answer = await api(request).POST('/api/accounts/{accountId}/roles', {
      params: { path },
      body: { role: asRole(field('role')), eventId: field('eventId') || null },
    });
    if (!answer.response.ok) return refused(answer, { id: path.accountId });
  },
  take: async (request) => {
    const { field, path } = await read(request);
    const answer = await api(request).DELETE('/api/accounts/{accountId}/roles/{roleId}', {
      params: { path: { ...path, roleId: field('roleId') } },
    });
    if (!answer.response.ok) return refused(answer, { id: path.accountId });
  },
  password: async (request) => {
    const { field, path } = await read(request);
    const answer = await api(request).POST('/api/accounts/{accountId}/password', { params: { path } });
    if (!answer.data) return refused(answer, { id: path.accountId });
    return { name: field('name'), password: answer.data.temporaryPassword };
  },
  end: async (request) => {
    const { path } = await read(request);
    const answer = await api(request).POST('/api/accounts/{accountId}/end-sessions', { params: { path } });
    if (!answer.response.ok) return refused(answer, { id: path.accountId });
  },
  activate: (request) => setActive(request, true),
  deactivate: (request) => setActive(request, false),
};
