import { fail, redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import type { Sent } from '$lib/api/types';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';
import { numeric } from '$lib/events/event-parts';
import { moment } from '$lib/events/zoned-time';
import { href } from '$lib/links';
import { m } from '$lib/paraglide/messages';

type Body = Sent<'/api/events/{eventId}/sessions'>;

export const load = async (request) => {
  const parent = await request.parent();
  demand(parent.event, 'events.read');
  const path = { eventId: parent.event.id };
  const event = must(await api(request).GET('/api/events/{eventId}', { params: { path } }));
  const edits = allows(event, 'events.edit') && (event.state === 'draft' || event.state === 'published');
  if (!edits) return { event, edits, speakers: [], rooms: [] };
  const [speakers, venues] = await Promise.all([api(request).GET('/api/speakers'), api(request).GET('/api/venues')]);
  const rooms = must(venues).find(({ id }) => id === event.venueId)?.rooms ?? [];
  return { event, edits, speakers: must(speakers), rooms };
};

const back = (id: string) => redirect(303, href(`/konsol/acara/${id}/agenda`));

export const actions = {
  simpan: async (request) => {
    const eventId = request.params.id;
    const form = await request.request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const values = Object.fromEntries([...form.keys()].map((name) => [name, text(name)]));
    const speakers: NonNullable<Body['speakers']> = [];
    for (let index = 0; form.has(`speakers.${index}`); index += 1) {
      const speakerId = text(`speakers.${index}`);
      const role = text(`speakers.${index}.role`) as (typeof speakers)[number]['role'];
      if (speakerId) speakers.push({ speakerId, role });
    }
    const refuse = (status: number, errors: Record<string, string>, general?: string) =>
      fail(status, { values, speakers, errors, general });

    const typed = ['speakerFront', 'speakerName', 'speakerBack', 'speakerAffiliation'];
    if (typed.some(text)) {
      const answer = await api(request).POST('/api/speakers', {
        body: {
          frontTitle: text('speakerFront'),
          name: text('speakerName'),
          backTitle: text('speakerBack'),
          affiliation: text('speakerAffiliation'),
        },
      });
      if (!answer.data) {
        const { name, affiliation, ...rest } = messagesByField(problemOf(answer));
        const errors = {
          ...rest,
          ...(name && { speakerName: name }),
          ...(affiliation && { speakerAffiliation: affiliation }),
        };
        return refuse(422, errors);
      }
      speakers.push({ speakerId: answer.data.id, role: text('speakerRole') as (typeof speakers)[number]['role'] });
      for (const name of typed) values[name] = '';
    }
    const at = (name: string) =>
      text('day') && text(name) ? moment(`${text('day')}T${text(name)}`, text('zone')) : '';
    const body: Body = {
      kind: text('kind') as Body['kind'],
      title: text('title'),
      detail: text('detail'),
      roomId: text('roomId') || null,
      startsAt: at('startsAt'),
      endsAt: at('endsAt'),
      jp: text('jp') ? numeric(text('jp')) : null,
      jpReason: text('jpReason') || null,
      speakers,
    };
    const sessionId = text('sessionId');
    const answer = sessionId
      ? await api(request).PATCH('/api/events/{eventId}/sessions/{sessionId}', {
          params: { path: { eventId, sessionId } },
          body,
        })
      : await api(request).POST('/api/events/{eventId}/sessions', { params: { path: { eventId } }, body });
    if (answer.response.ok) return back(eventId);
    const problem = problemOf(answer);
    const errors = messagesByField(problem);
    if (!text('day') && (errors.startsAt || errors.endsAt)) errors.day = m.console_date_missing();
    const attended = problem.errors?.find(({ code }) => code === 'SESSION_ATTENDED' || code === 'DAY_ATTENDED');
    if (attended) {
      // What is in the way is the day, which has a field of its own on the form.
      errors.day = attended.message;
      delete errors.startsAt;
    }
    return refuse(problem.status, errors, problem.errors?.length ? undefined : textOf(problem));
  },
  hapus: async (request) => {
    const form = await request.request.formData();
    const path = { eventId: request.params.id, sessionId: String(form.get('sessionId')) };
    const answer = await api(request).DELETE('/api/events/{eventId}/sessions/{sessionId}', { params: { path } });
    if (answer.response.ok) return back(path.eventId);
    const problem = problemOf(answer);
    return fail(problem.status, { general: textOf(problem) });
  },
};
