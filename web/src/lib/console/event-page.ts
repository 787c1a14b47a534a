import { error } from '@sveltejs/kit';
import type { Answer } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

type WholeEvent = Answer<'/api/events/{eventId}'>;
export type EventSession = WholeEvent['sessions'][number];
/** Every page of the event carries it; the sessions are many, and the agenda alone shows them. */
export type EventDetail = Omit<WholeEvent, 'sessions'>;
type Permission = EventDetail['permissions'][number];

export const allows = (event: { permissions: string[] }, permission: Permission) =>
  event.permissions.includes(permission);

/** Inside one's own event a missing right is said; a foreign event does not exist. */
export function demand(event: { permissions: string[] }, permission: Permission): void {
  if (!allows(event, permission)) error(403, { message: m.common_no_permission_help(), code: 'NO_PERMISSION' });
}

/** Where a page of an event stands: all events, the event, the page. */
export const crumbsOf = (event: { id: string; title: string }, here?: string) => [
  { label: m.common_all_events(), to: '/konsol' },
  ...(here ? [{ label: event.title, to: `/konsol/acara/${event.id}` }, { label: here }] : [{ label: event.title }]),
];
