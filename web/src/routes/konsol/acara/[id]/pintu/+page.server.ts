import { fail } from '@sveltejs/kit';
import { SHOWN_SCANS } from '$lib/attendance/live-doors.svelte';
import { findEvents, offeredEvents, pairDevice } from '$lib/attendance/pairing.server';
import { api } from '$lib/api/client';
import type { Answer } from '$lib/api/types';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import { allows, demand } from '$lib/console/event-page';
import { m } from '$lib/paraglide/messages';

export const load = async (request) => {
  const { event } = await request.parent();
  demand(event, 'gates.read');
  const path = { eventId: event.id };
  const [gates, scans, overview, conflicts, offered] = await Promise.all([
    api(request).GET('/api/events/{eventId}/gates', { params: { path } }),
    allows(event, 'scans.write')
      ? api(request).GET('/api/events/{eventId}/scans/recent', { params: { path, query: { limit: SHOWN_SCANS } } })
      : null,
    allows(event, 'attendance.overview')
      ? api(request).GET('/api/events/{eventId}/overview', { params: { path } })
      : null,
    allows(event, 'scans.rule') ? api(request).GET('/api/events/{eventId}/conflicts', { params: { path } }) : null,
    allows(event, 'devices.manage') ? offeredEvents(request) : null,
  ]);
  return {
    gates: must(gates),
    scans: scans ? must(scans) : [],
    overview: overview ? must(overview) : null,
    conflicts: conflicts ? must(conflicts) : [],
    offered,
  };
};

/** So many names fit into a sentence; the desk still lists them all. */
const MOST_NAMES = 5;

/** Whom each of the reasons concerns. */
function reasonsOf(refused: Answer<'/api/events/{eventId}/conflicts/rulings', 'post'>['refused']): string {
  return [...new Set(refused.map(({ message }) => message))]
    .map((reason) => {
      const people = refused.filter(({ message }) => message === reason);
      const named = people.map(({ printedName }) => printedName ?? m.console_unknown_ticket());
      const names = named.slice(0, MOST_NAMES).join('; ');
      const more = named.length - MOST_NAMES;
      return `${more > 0 ? m.console_and_more({ names, more }) : names}: ${reason}`;
    })
    .join(' ');
}

export const actions = {
  rule: async (request) => {
    const data = await request.request.formData();
    const path = { eventId: request.params.id, scanId: String(data.get('scanId')) };
    const decision = data.get('decision') === 'admit' ? ('admit' as const) : ('void' as const);
    const body = { decision, onlyIfOpen: true };
    const answer = await api(request).POST('/api/events/{eventId}/scans/{scanId}/rulings', { params: { path }, body });
    if (answer.response.ok) return { ruled: true };
    const problem = problemOf(answer);
    return fail(problem.status, { unruled: textOf(problem) });
  },
  ruleOnEach: async (request) => {
    const data = await request.request.formData();
    const path = { eventId: request.params.id };
    const decision = data.get('decision') === 'admit' ? ('admit' as const) : ('void' as const);
    const body = { scanIds: String(data.get('scanIds')).split(','), decision };
    const answer = await api(request).POST('/api/events/{eventId}/conflicts/rulings', { params: { path }, body });
    if (!answer.data) {
      const problem = problemOf(answer);
      return fail(problem.status, { unruled: textOf(problem) });
    }
    const { refused } = answer.data;
    if (refused.length === 0) return { ruled: true };
    return { unruled: m.console_conflicts_left({ count: refused.length, why: reasonsOf(refused) }) };
  },
  pair: pairDevice,
  find: findEvents,
  code: async (request) => {
    const path = await deviceOf(request);
    const answer = await api(request).POST('/api/events/{eventId}/devices/{deviceId}/code', { params: { path } });
    if (answer.response.ok) return { pairing: must(answer) };
    const problem = problemOf(answer);
    return fail(problem.status, { deviceFault: textOf(problem) });
  },
  revoke: async (request) => {
    const path = await deviceOf(request);
    const answer = await api(request).POST('/api/events/{eventId}/devices/{deviceId}/revocation', { params: { path } });
    if (answer.response.ok) return { revoked: true };
    const problem = problemOf(answer);
    return fail(problem.status, { deviceFault: textOf(problem) });
  },
  add: async (request) => {
    const name = String((await request.request.formData()).get('name') ?? '').trim();
    const path = { eventId: request.params.id };
    const answer = await api(request).POST('/api/events/{eventId}/gates', { params: { path }, body: { name } });
    if (answer.response.ok) return { added: name };
    const problem = problemOf(answer);
    return fail(problem.status, { name, error: messagesByField(problem).name ?? textOf(problem) });
  },
};

const deviceOf = async ({ request, params }: { request: Request; params: { id: string } }) => ({
  eventId: params.id,
  deviceId: String((await request.formData()).get('deviceId')),
});
