import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { href } from '$lib/links';
import { getLocale } from '$lib/paraglide/runtime';
import { questionOf, readColumns, readFilter } from '$lib/registration/filter';
import { listQuestion } from '$lib/registration/list-questions';
import { shownOf } from '$lib/registration/list-row';

/** A page of more weighs more than a phone in a weak network should load; a long name counts as well. */
const ROWS = 25;

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'registrations.list');
  const query = request.url.searchParams;
  const filter = readFilter(query);
  const columns = readColumns(query);
  const answers = columns.flatMap((column) => questionOf(column) ?? []).join(',') || undefined;
  const told = event.letterRule === 'none' ? 'overlaps' : 'overlaps,letters';
  /** Without script nothing can come after the page. */
  const complete = query.has('lengkap');
  const path = { eventId: event.id };
  const [page, units, views, form] = await Promise.all([
    api(request).GET('/api/events/{eventId}/registrations', {
      params: { path, query: { ...filter, answers, with: told, limit: ROWS } },
    }),
    filter.unitId || complete ? api(request).GET('/api/public/units') : null,
    api(request).GET('/api/events/{eventId}/registration-views', { params: { path } }),
    api(request).GET('/api/events/{eventId}/questions', { params: { path } }),
  ]);
  const { rows, ...figures } = must(page);
  const known = units && must(units).map(({ id, name }) => ({ value: id, label: name }));
  return {
    filter,
    columns,
    complete,
    run: query.get('aksi'),
    page: { ...figures, rows: rows.map((row) => shownOf(row, columns)) },
    unit: known?.find(({ value }) => value === filter.unitId)?.label,
    units: complete ? known : null,
    views: must(views),
    questions: must(form).questions.map((question) => listQuestion(question, getLocale())),
  };
};

const listOf = (id: string) => href(`/konsol/acara/${id}/pendaftar`);

/** A fault that belongs to no input is told beside the name, which every dialog has. */
function refusal(answer: { error?: unknown; response: Response }) {
  const problem = problemOf(answer);
  const faults = problem.errors?.length ? messagesByField(problem) : { name: textOf(problem) };
  return fail(problem.status, { faults });
}

const viewIn = (eventId: string, query: string, viewId: string) => {
  const address = new URLSearchParams([...new URLSearchParams(query), ['tampilan', viewId]]);
  return `${listOf(eventId)}?${address}`;
};

export const actions = {
  simpanTampilan: async (request) => {
    const form = await request.request.formData();
    const [name, query] = [String(form.get('name') ?? '').trim(), String(form.get('query') ?? '')];
    const answer = await api(request).POST('/api/events/{eventId}/registration-views', {
      params: { path: { eventId: request.params.id } },
      body: { name, query, shared: form.has('shared') },
    });
    if (!answer.data) return refusal(answer);
    redirect(303, viewIn(request.params.id, query, answer.data.id));
  },
  /** What stayed as it was is not sent: somebody else may have changed it meanwhile. */
  ubahTampilan: async (request) => {
    const form = await request.request.formData();
    const [viewId, name] = [String(form.get('id') ?? ''), String(form.get('name') ?? '').trim()];
    const shared = form.has('shared');
    const answer = await api(request).PATCH('/api/events/{eventId}/registration-views/{viewId}', {
      params: { path: { eventId: request.params.id, viewId } },
      body: {
        name: name === form.get('before') ? undefined : name,
        shared: shared === (form.get('wasShared') === 'yes') ? undefined : shared,
      },
    });
    if (!answer.data) return refusal(answer);
    const { query, own } = answer.data;
    const kept = own || answer.data.shared;
    redirect(303, kept ? viewIn(request.params.id, query, viewId) : `${listOf(request.params.id)}?${query}`);
  },
  hapusTampilan: async (request) => {
    const viewId = String((await request.request.formData()).get('id') ?? '');
    const answer = await api(request).DELETE('/api/events/{eventId}/registration-views/{viewId}', {
      params: { path: { eventId: request.params.id, viewId } },
    });
    if (answer.response.ok) redirect(303, listOf(request.params.id));
    return refusal(answer);
  },
};
