import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { unitChoices, unitLines } from './unit-lines';

type Load = Parameters<typeof api>[0] & { parent: () => Promise<{ session: { permissions: string[] } }> };

/** What the fields of an employee choose from, for whoever may change the directory. */
export async function employeeChoices(request: Load) {
  const { session } = await request.parent();
  demand(session, 'directory.edit');
  const [tree, ranks] = await Promise.all([
    api(request).GET('/api/directory/units'),
    api(request).GET('/api/public/ranks'),
  ]);
  return { units: unitChoices(unitLines(must(tree))), ranks: must(ranks) };
}

const kindOf = (text: string): 'pns' | 'pppk' => (text === 'pppk' ? 'pppk' : 'pns');

export function readEmployee(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    nip: text('nip'),
    kind: kindOf(text('kind')),
    frontTitle: text('frontTitle'),
    name: text('name'),
    backTitle: text('backTitle'),
    unitId: text('unitId'),
    position: text('position'),
    rank: text('rank'),
    email: text('email'),
    phone: text('phone'),
    validFrom: text('validFrom'),
    version: text('version'),
    seen: text('seen'),
    active: text('active') !== 'no',
  };
}

export type EmployeeValues = ReturnType<typeof readEmployee>;

/** A refusal for the form, which keeps what was typed. */
export function refusedEmployee(answer: Parameters<typeof problemOf>[0], values: EmployeeValues) {
  const problem = problemOf(answer);
  const errors = messagesByField(problem);
  const general = Object.keys(errors).length > 0 ? undefined : textOf(problem);
  return fail(problem.status, {
    values,
    errors,
    general,
    version: values.version,
    seen: values.seen,
    changed: problem.code === 'EMPLOYEE_CHANGED',
  });
}
