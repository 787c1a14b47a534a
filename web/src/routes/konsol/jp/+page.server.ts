import { api } from '$lib/api/client';
import { must, problemOf, textOf } from '$lib/api/problem';
import { refused } from '$lib/api/refused';

const text = (value: string | null) => value?.trim() || undefined;

export const load = async (request) => {
  const asked = request.url.searchParams;
  const view = asked.get('view') === 'check' ? ('check' as const) : ('units' as const);
  const year = Number(asked.get('year')) || undefined;
  const filter = { year, unitId: text(asked.get('unit')), nip: text(asked.get('nip')) };
  const after = text(asked.get('after'));
  const open = text(asked.get('open'));
  const client = api(request);

  const [summaryAnswer, unitsAnswer] = await Promise.all([
    client.GET('/api/training-records/summary', { params: { query: filter } }),
    client.GET('/api/public/units'),
  ]);
  // A NIP that is mistyped is said at the filter, with the ledger of everybody under it.
  const refusal = summaryAnswer.response.status === 422 ? textOf(problemOf(summaryAnswer)) : undefined;
  const used = refusal ? { year, unitId: undefined, nip: undefined } : filter;
  const summary = must(
    refusal ? await client.GET('/api/training-records/summary', { params: { query: used } }) : summaryAnswer,
  );
  const scope = { ...used, year: summary.year };
  const employees = open
    ? await client.GET('/api/training-records/employees', { params: { query: { ...scope, unitId: open, after } } })
    : undefined;
  const records =
    view === 'check'
      ? await client.GET('/api/training-records', { params: { query: { ...scope, state: 'to_check', after } } })
      : undefined;
  return {
    view,
    filter,
    scope,
    refusal,
    summary,
    units: must(unitsAnswer),
    open,
    employees: employees && must(employees),
    records: records && must(records),
  };
};

export const actions = {
  assign: async (request) => {
    const form = await request.request.formData();
    const field = (name: string) => String(form.get(name) ?? '');
    const answer = await api(request).POST('/api/training-records/{id}/assign', {
      params: { path: { id: field('id') } },
      body: { employeeId: field('employeeId') },
    });
    if (!answer.response.ok) return refused(answer, { id: field('id') });
  },
};
