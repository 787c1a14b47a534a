import { api } from '$lib/api/client';
import type { Problem } from '$lib/api/problem';
import { must, textOf } from '$lib/api/problem';
import { demand } from '$lib/console/event-page';
import { m } from '$lib/paraglide/messages';
import { faultsOf } from './register.server';
import type { Values } from './values';

type Load = Parameters<typeof api>[0] & { parent: () => Promise<{ event: Parameters<typeof demand>[0] }> };

/** What the fields of a person choose from, for whoever may enter people. */
export async function personChoices(request: Load) {
  const { event } = await request.parent();
  demand(event, 'registrations.manage');
  const [units, ranks] = await Promise.all([
    api(request).GET('/api/public/units'),
    api(request).GET('/api/public/ranks'),
  ]);
  return { units: must(units), ranks: must(ranks) };
}

/** What an organiser's form shows of a refusal; what he typed stays. */
export function refusedForm(values: Values, problem: Problem) {
  const taken = problem.code === 'ALREADY_REGISTERED' || problem.code === 'PERSON_REGISTERED';
  const text = taken ? m.console_already_registered() : textOf(problem);
  const errors = faultsOf(values, problem);
  return { values, errors, general: problem.errors?.length ? undefined : text };
}
