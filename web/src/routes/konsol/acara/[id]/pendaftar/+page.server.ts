import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { href } from '$lib/links';
import { readColumns, readFilter } from '$lib/registration/filter';
import { shownOf } from '$lib/registration/list-row';

/** A page of more weighs more than a phone in a weak network should load; a long name counts as well. */
const ROWS = 25;

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.list');
  const query = request.url.searchParams;
  const filter = readFilter(query);
  const path = { eventId: event.id };
  const [page, units, views] = await Promise.all([
    api(request).GET('/api/events/{eventId}/registrations', { params: { path, query: { ...filter, limit: ROWS } } }),
    filter.unitId ? api(request).GET('/api/public/units') : null,
    api(request).GET('/api/events/{eventId}/registration-views', { params: { path } }),
  ]);
  const columns = readColumns(query);
  const { rows, ...figures } = must(page);
  return {
    filter,
    columns,
    run: query.get('aksi'),
    page: { ...figures, rows: rows.map((row) => shownOf(row, columns)) },
    unit: units && must(units).find(({ id }) => id === filter.unitId)?.name,
    views: must(views),
  };
};

const listOf = (id: string) => href(`/konsol/acara/${id}/pendaftar`);

export const actions = {
  simpanTampilan: async (request) => {
    const form = await request.request.formData();
    const [name, query] = [String(form.get('name') ?? '').trim(), String(form.get('query') ?? '')];
    const answer = await api(request).POST('/api/events/{eventId}/registration-views', {
      params: { path: { eventId: request.params.id } },
      body: { name, query },
    });
    if (answer.response.ok) redirect(303, `${listOf(request.params.id)}?${query}`);
    const problem = problemOf(answer);
    return fail(problem.status, { viewName: name, viewFault: messagesByField(problem).name ?? textOf(problem) });
  },
  hapusTampilan: async (request) => {
    const viewId = String((await request.request.formData()).get('id') ?? '');
    const answer = await api(request).DELETE('/api/events/{eventId}/registration-views/{viewId}', {
      params: { path: { eventId: request.params.id, viewId } },
    });
    if (answer.response.ok) redirect(303, listOf(request.params.id));
    const problem = problemOf(answer);
    return fail(problem.status, { viewName: '', viewFault: textOf(problem) });
  },
};
