import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { applicantOf, filledFor, otherUnit, readValues, textFields, type Values } from './values';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf, type Problem } from '$lib/api/problem';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';
import { sendLetter } from '$lib/tickets/upload.server';
import { answerName, visibleQuestions } from './questions';

export type Step = 'status' | 'data' | 'questions' | 'review';
export type FormState = {
  step: Step;
  values: Values;
  errors?: Record<string, string>;
  /** An answer brought up further questions. */
  more?: boolean;
  /** A refusal that belongs to no field. */
  refusal?: { text: string; mayTryAgain: boolean; correlationId?: string };
};

type Event = RequestEvent<{ slug: string }>;

export const warningsCookie = 'warnings';

/** The step on which the person can mend the first fault. */
function stepOf(errors: Record<string, string>): Step {
  const names = Object.keys(errors);
  if (names.includes('kind')) return 'status';
  if (names.every((name) => name.startsWith('consentTextIds'))) return 'review';
  return names.every(isAnswer) ? 'questions' : 'data';
}

const isAnswer = (name: string) => name.startsWith('answers');

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

const checked = async (event: Event, values: Values) =>
  api(event).POST('/api/public/events/{slug}/registrations/check', {
    params: { path: { slug: event.params.slug } },
    body: applicantOf(values),
  });

const askedBy = async (event: Event) =>
  must(await api(event).GET('/api/public/events/{slug}/questions', { params: { path: { slug: event.params.slug } } }));

/** On leaving the data: faults show beside their fields before anything is sent for good. */
export async function check(event: Event) {
  const values = readValues(await event.request.formData());
  const answer = await checked(event, values);
  const { questions } = await askedBy(event);
  if (answer.response.ok) return { step: questions.length ? 'questions' : 'review', values } satisfies FormState;
  const problem = problemOf(answer);
  const faults = Object.keys(faultsOf(values, problem));
  // Questions come next: what is missing there is no fault yet.
  if (faults.length && faults.every(isAnswer)) return { step: 'questions', values } satisfies FormState;
  const person = { ...problem, errors: problem.errors?.filter(({ field }) => !isAnswer(field)) };
  return refused(values, person);
}

/** On leaving the questions. Without script an answer may bring up others, which then are shown before they are judged. */
export async function checkAnswers(event: Event) {
  const form = await event.request.formData();
  const values = readValues(form);
  const seen = form.getAll('shown').map(String);
  const { questions } = await askedBy(event);
  const unseen = visibleQuestions(questions, values.answers).filter(({ id }) => !seen.includes(id));
  const answer = await checked(event, values);
  const more = unseen.length > 0;
  if (answer.response.ok) return { step: more ? 'questions' : 'review', values, more } satisfies FormState;
  const problem = problemOf(answer);
  const errors = problem.errors?.filter(({ field }) => !unseen.some(({ id }) => field === answerName(id)));
  if (more && problem.errors?.length && !errors?.length) return { step: 'questions', values, more } satisfies FormState;
  return refused(values, { ...problem, errors });
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
  const letter = form.get('letterFile');
  if (letter instanceof File && letter.size > 0) {
    const refusal = await sendLetter(event, answer.data.token, {
      file: letter,
      number: String(form.get('letterNumber') ?? ''),
      datedOn: String(form.get('letterDatedOn') ?? ''),
    });
    // The seat is safe; the letter can be sent again from the ticket page.
    if (refusal) warnings.push(m.public_letter_not_kept({ reason: refusal.text }));
  }
  // Shown once on the ticket page; the answer to a form is a redirect and carries nothing else.
  if (warnings.length) event.cookies.set(warningsCookie, JSON.stringify(warnings), { path: ticket, maxAge: 300 });
  redirect(303, `${ticket}?acara=${event.params.slug}`);
}
