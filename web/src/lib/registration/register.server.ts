import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { applicantOf, filledFor, otherUnit, readValues, textFields, type Values } from './values';
import { api } from '$lib/api/client';
import { messagesByField, problemOf, textOf, type Problem } from '$lib/api/problem';
import { href } from '$lib/links';

export type Step = 'status' | 'data' | 'review';
export type FormState = {
  step: Step;
  values: Values;
  errors?: Record<string, string>;
  /** A refusal that belongs to no field. */
  refusal?: { text: string; mayTryAgain: boolean; correlationId?: string };
};

type Event = RequestEvent<{ slug: string }>;

export const warningsCookie = 'warnings';

/** The step on which the person can mend the first fault. */
function stepOf(errors: Record<string, string>): Step {
  const names = Object.keys(errors);
  if (names.includes('kind')) return 'status';
  return names.every((name) => name.startsWith('consentTextIds')) ? 'review' : 'data';
}

/** In the order of the form. A missing unit is asked for where it is chosen, as long as "Lainnya" is not. */
export function faultsOf(values: Values, problem: Problem): Record<string, string> {
  const { unitText, ...faults } = messagesByField(problem);
  if (unitText) faults[values.unitId === otherUnit ? 'unitText' : 'unitId'] ??= unitText;
  const place = (name: string) => {
    const index = textFields.findIndex((field) => field === name);
    return index < 0 ? textFields.length : index;
  };
  return Object.fromEntries(Object.entries(faults).sort(([a], [b]) => place(a) - place(b)));
}

function refused(values: Values, problem: Problem) {
  const errors = faultsOf(values, problem);
  if (Object.keys(errors).length)
    return fail(problem.status, { step: stepOf(errors), values, errors } satisfies FormState);
  const { correlationId, status } = problem;
  const mayTryAgain = status === 429 || status >= 500;
  const refusal = { text: textOf(problem), mayTryAgain, ...(status >= 500 && correlationId && { correlationId }) };
  return fail(problem.status, { step: 'review', values, refusal } satisfies FormState);
}

export const goTo =
  (step: Step) =>
  async (event: Event): Promise<FormState> => ({
    step,
    values: readValues(await event.request.formData()),
  });

/** On leaving the data: faults show beside their fields before anything is sent for good. */
export async function check(event: Event) {
  const values = readValues(await event.request.formData());
  const answer = await api(event).POST('/api/public/events/{slug}/registrations/check', {
    params: { path: { slug: event.params.slug } },
    body: applicantOf(values),
  });
  return answer.response.ok ? ({ step: 'review', values } satisfies FormState) : refused(values, problemOf(answer));
}

/** The last step: a seat or a place in the waiting list, and on to the ticket. */
export async function register(event: Event) {
  const form = await event.request.formData();
  const values = readValues(form);
  const answer = await api(event).POST('/api/public/events/{slug}/registrations', {
    params: { path: { slug: event.params.slug } },
    body: {
      ...applicantOf(values),
      submissionNonce: values.submissionNonce,
      website: String(form.get('website') ?? ''),
      ...filledFor(values, Date.now()),
    },
  });
  if (!answer.data) return refused(values, problemOf(answer));
  const ticket = href(`/t/${answer.data.token}`);
  const warnings = answer.data.warnings.map(({ message }) => message);
  // Shown once on the ticket page; the answer to a form is a redirect and carries nothing else.
  if (warnings.length) event.cookies.set(warningsCookie, JSON.stringify(warnings), { path: ticket, maxAge: 300 });
  redirect(303, `${ticket}?acara=${event.params.slug}`);
}
