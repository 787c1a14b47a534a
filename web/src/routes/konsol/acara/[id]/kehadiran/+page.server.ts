import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';
import { statusIn, typedTime } from '$lib/attendance/presence';
import { presenceList } from '$lib/attendance/presence-list.server';
import { href } from '$lib/links';

/** A page of more weighs more than a phone in a weak network should load. */
const ROWS = 50;

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'attendance.overview');
  const address = request.url.searchParams;
  const filter = {
    slot: address.get('slot') || undefined,
    q: address.get('q')?.trim() || undefined,
    status: statusIn(address.get('status')),
  };
  const query = { ...filter, after: address.get('after') || undefined, limit: ROWS };
  const path = { eventId: event.id };
  const [{ answer, strayed, turned }, settings] = await Promise.all([
    presenceList(request, event.id, query),
    allows(event, 'gates.edit')
      ? api(request).GET('/api/events/{eventId}/attendance-settings', { params: { path } })
      : null,
  ]);
  const empty = !answer.response.ok && problemOf(answer).code === 'AGENDA_EMPTY';
  return { filter, strayed, turned, list: empty ? null : must(answer), settings: settings && must(settings) };
};

export const actions = {
  gone: async (request) => {
    const goneAt = typedTime(String((await request.request.formData()).get('goneAt') ?? ''));
    const path = { eventId: request.params.id };
    const body = { goneAt: goneAt || null };
    const answer = await api(request).PUT('/api/events/{eventId}/attendance-settings', { params: { path }, body });
    if (answer.response.ok) return { goneSaved: true };
    const problem = problemOf(answer);
    return fail(problem.status, { goneAt, goneFault: messagesByField(problem).goneAt ?? textOf(problem) });
  },
  rebuild: async (request) => {
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/presence/rebuild', { params: { path } });
    if (!answer.data) {
      const problem = problemOf(answer);
      return fail(problem.status, { fault: textOf(problem) });
    }
    const { checked, changed } = answer.data;
    const shown = new URLSearchParams({ disusun: `${checked}-${changed}` });
    const form = await request.request.formData();
    for (const name of ['slot', 'q', 'status']) {
      const value = form.get(name);
      if (typeof value === 'string' && value) shown.set(name, value);
    }
    redirect(303, href(`/konsol/acara/${path.eventId}/kehadiran?${shown}`));
  },
};
