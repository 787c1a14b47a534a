import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { blankRows, inputOf, readFilled, readRows, type Row, rowOf } from '$lib/delegations/rows';
import { href } from '$lib/links';

const FIRST_ROWS = 3;
const pathOf = ({ params }: { params: { token: string } }) => ({ params: { path: { token: params.token } } });

export const load = async (event) => {
  const [desk, ranks] = await Promise.all([
    api(event).GET('/api/public/delegations/{token}', pathOf(event)),
    api(event).GET('/api/public/ranks'),
  ]);
  const { people, ...rest } = must(desk);
  const person = (name: string) => people.find(({ id }) => id === event.url.searchParams.get(name)) ?? null;
  const { pns, pppk } = must(ranks);
  return {
    desk: { ...rest, people },
    ranks: [...pns, ...pppk].map(({ code }) => code),
    leaving: person('ganti'),
    withdrawn: person('tarik'),
    done: event.url.searchParams.get('selesai'),
    rows: blankRows(FIRST_ROWS),
  };
};

type Answered = { response: Response; error?: unknown };
/** What was typed comes back with the reason, whatever it is. */
function refused(answer: Answered, rows: Row[], text = '') {
  const problem = problemOf(answer);
  const textError = messagesByField(problem).text;
  return fail(problem.status, { rows, text, textError, refusal: textError ? undefined : textOf(problem) });
}

const atLeastOne = (rows: Row[]) => (rows.length > 0 ? rows : blankRows(1));

export const actions = {
  tempel: async (event) => {
    const form = await event.request.formData();
    const rows = readFilled(form);
    const text = String(form.get('text') ?? '');
    const answer = await api(event).POST('/api/public/delegations/{token}/paste', { ...pathOf(event), body: { text } });
    if (!answer.data) return refused(answer, atLeastOne(rows), text);
    return { rows: [...rows, ...answer.data.map(rowOf)] };
  },
  tambah: async (event) => ({ rows: [...readRows(await event.request.formData()), ...blankRows(FIRST_ROWS)] }),
  hapus: async (event) => {
    const form = await event.request.formData();
    const rows = readRows(form);
    rows.splice(Number(form.get('remove')), 1);
    return { rows: atLeastOne(rows) };
  },
  periksa: async (event) => {
    const rows = readFilled(await event.request.formData());
    if (rows.length === 0) return { rows: blankRows(FIRST_ROWS), empty: true };
    const body = { rows: rows.map(inputOf) };
    const answer = await api(event).POST('/api/public/delegations/{token}/check', { ...pathOf(event), body });
    return answer.data ? { rows: answer.data.map(rowOf) } : refused(answer, rows);
  },
  daftarkan: async (event) => {
    const rows = readFilled(await event.request.formData());
    if (rows.length === 0) return { rows: blankRows(FIRST_ROWS), empty: true };
    const body = { rows: rows.map(inputOf) };
    const answer = await api(event).POST('/api/public/delegations/{token}/registrations', { ...pathOf(event), body });
    if (!answer.data) return refused(answer, rows);
    const left = answer.data.filter(({ outcome }) => outcome !== 'registered').map(rowOf);
    const registered = answer.data.filter(({ outcome }) => outcome === 'registered');
    const waiting = registered.filter(({ status }) => status === 'waiting').length;
    return { rows: left.length > 0 ? left : blankRows(FIRST_ROWS), registered: registered.length, waiting };
  },
  ganti: async (event) => {
    const form = await event.request.formData();
    const registrationId = String(form.get('registrationId'));
    const [row] = readRows(form);
    if (!row) return fail(400, { leavingId: registrationId, rows: blankRows(1) });
    const answer = await api(event).POST('/api/public/delegations/{token}/registrations/{registrationId}/swap', {
      params: { path: { token: event.params.token, registrationId } },
      body: inputOf(row),
    });
    if (answer.data) redirect(303, `${href(`/utusan/${event.params.token}`)}?selesai=ganti`);
    const problem = problemOf(answer);
    const reasons = (problem.errors ?? []).map(({ field, code, message }) => ({ field, code, message }));
    const verdict = { outcome: 'refused' as const, reasons, warnings: [] };
    const refusal = reasons.length > 0 ? undefined : textOf(problem);
    return fail(problem.status, { leavingId: registrationId, rows: [{ ...row, verdict }], refusal });
  },
  tarik: async (event) => {
    const registrationId = String((await event.request.formData()).get('registrationId'));
    const answer = await api(event).POST('/api/public/delegations/{token}/registrations/{registrationId}/withdraw', {
      params: { path: { token: event.params.token, registrationId } },
    });
    if (answer.response.ok) redirect(303, `${href(`/utusan/${event.params.token}`)}?selesai=tarik`);
    return refused(answer, blankRows(FIRST_ROWS));
  },
};
