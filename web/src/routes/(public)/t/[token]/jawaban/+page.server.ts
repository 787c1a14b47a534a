import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';
import { answerName, readAnswers, visibleQuestions } from '$lib/registration/questions';
import { fileOf, formWithin, sendAnswer } from '$lib/tickets/upload.server';

export const load = async (event) => {
  const own = must(
    await api(event).GET('/api/public/tickets/{token}/own', { params: { path: { token: event.params.token } } }),
  );
  return { own: own.form, back: href(`/t/${event.params.token}`) };
};

export const actions = {
  jawab: async (event) => {
    const params = { path: { token: event.params.token } };
    const form = await event.request.formData();
    const answers = readAnswers(form);
    const seen = form.getAll('shown').map(String);
    const own = must(await api(event).GET('/api/public/tickets/{token}/own', { params }));
    const unseen = visibleQuestions(own.form.questions, answers).filter(({ id }) => !seen.includes(id));
    // Without script an answer may bring up other questions: they are shown before anything is kept.
    if (unseen.length) return { answers, errors: {}, refusal: undefined, more: true };
    const answer = await api(event).PUT('/api/public/tickets/{token}/answers', { params, body: { answers } });
    if (answer.response.ok) redirect(303, `${href(`/t/${event.params.token}`)}?tersimpan=jawaban`);
    const problem = problemOf(answer);
    const errors = messagesByField(problem);
    const refusal = Object.keys(errors).length ? undefined : textOf(problem);
    return fail(problem.status, { answers, errors, refusal, more: false });
  },
  berkas: async (event) => {
    const form = await formWithin(event);
    const questionId = String(form?.get('questionId') ?? event.url.searchParams.get('untuk') ?? '');
    const refuse = (status: number, text: string) =>
      fail(status, { answers: null, errors: { [answerName(questionId)]: text }, refusal: undefined, more: false });
    if (!form) return refuse(413, m.public_file_far_too_large());
    const refusal = await sendAnswer(event, event.params.token, questionId, fileOf(form, 'file'));
    if (!refusal) redirect(303, `${href(`/t/${event.params.token}/jawaban`)}?tersimpan=${questionId}`);
    return refuse(refusal.status, refusal.errors.file ?? refusal.text);
  },
};
