import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { startOfDay } from '$lib/audit/days';

export const load = async (request) => {
  const { organisation } = await request.parent();
  const asked = request.url.searchParams;
  const value = (name: string) => asked.get(name) || undefined;
  const filter = {
    actorId: value('actor'),
    action: value('action'),
    eventId: value('event'),
    from: value('from'),
    until: value('until'),
  };
  const { from, until, ...same } = filter;
  const query = {
    ...same,
    from: startOfDay(from, organisation.zone),
    to: startOfDay(until, organisation.zone, 1),
    after: value('after'),
  };
  const client = api(request);
  const [log, choices, events] = await Promise.all([
    client.GET('/api/audit', { params: { query } }),
    client.GET('/api/audit/choices'),
    client.GET('/api/events'),
  ]);
  return { filter, log: must(log), choices: must(choices), events: must(events) };
};
