import type { Reader } from '../database/index.js';
import type { AgendaEntry, Events, NamedEvent } from '../events/index.js';

/** An event with its sessions, from which `rules/slot.ts` tells what is open when. @throws DomainError EVENT_NOT_FOUND */
export async function programmeOf(
  m: Reader,
  events: Events,
  eventId: string,
): Promise<NamedEvent & { sessions: AgendaEntry[] }> {
  const event = await events.find(m, eventId);
  return { ...event, sessions: await events.sessions(m, eventId) };
}
