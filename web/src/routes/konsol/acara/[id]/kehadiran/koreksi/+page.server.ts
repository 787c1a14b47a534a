import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { kindIn, typedTime } from '$lib/attendance/presence';
import { presenceList } from '$lib/attendance/presence-list.server';
import { demand } from '$lib/console/event-page';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';

const ROWS = 100;

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'presence.correct');
  const address = request.url.searchParams;
  const [slot, person] = [address.get('slot') || undefined, address.get('orang')];
  const q = address.get('q')?.trim() || undefined;
  const query = { slot, q, after: address.get('after') || undefined, limit: ROWS };
  const path = { eventId: event.id };
  const { answer, strayed } = await presenceList(request, event.id, query);
  const list = must(answer);
  if (!person) return { q: q ?? '', list, strayed, person: null };
  const one = { ...path, registrationId: person };
  const [found, history] = await Promise.all([
    api(request).GET('/api/events/{eventId}/registrations/{registrationId}', { params: { path: one } }),
    api(request).GET('/api/events/{eventId}/presence/corrections/{registrationId}', {
      params: { path: one, query: { slot: list.slot } },
    }),
  ]);
  const { printedName, nip, unit } = must(found);
  return { q: q ?? '', list, strayed, person: { id: person, printedName, nip, unit, history: must(history) } };
};

export const actions = {
  default: async (request) => {
    const form = await request.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const times = { from: typedTime(text('from')), to: typedTime(text('to')) };
    const values = { slot: text('slot'), kind: text('kind'), ...times, reason: text('reason') };
    const ids = form.getAll('orang').map(String);
    const rows: Record<string, string> = {};
    const errors: Record<string, string> = {};
    const refuse = (status: number, general?: string) => fail(status, { values, ids, rows, errors, general });
    if (ids.length === 0) {
      errors.orang = m.presence_form_none();
      return refuse(422);
    }
    const kind = kindIn(values.kind);
    const eventId = request.params.id;
    const answer = await api(request).POST('/api/events/{eventId}/presence/corrections', {
      params: { path: { eventId } },
      body: {
        ...{ registrationIds: ids, slot: values.slot, kind, reason: values.reason },
        ...(kind === 'present' ? { from: values.from || null, to: values.to || null } : {}),
      },
    });
    if (answer.response.ok) {
      redirect(303, href(`/konsol/acara/${eventId}/kehadiran?slot=${values.slot}&koreksi=${ids.length}`));
    }
    const problem = problemOf(answer);
    for (const [field, message] of Object.entries(messagesByField(problem))) {
      const row = /^registrationIds\.(\d+)$/.exec(field)?.[1];
      if (row === undefined) errors[field] = message;
      else rows[ids[Number(row)] ?? ''] = message;
    }
    const first = Object.values(rows)[0];
    if (first) errors.orang = first;
    return refuse(problem.status, problem.errors?.length ? undefined : textOf(problem));
  },
};
