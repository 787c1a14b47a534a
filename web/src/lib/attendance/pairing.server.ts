import { fail } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { messagesByField, must, problemOf, textOf } from '$lib/api/problem';
import type { Answer } from '$lib/api/types';
import { moment } from '$lib/events/zoned-time';

type Request = Parameters<typeof api>[0] & { request: globalThis.Request; params: { id: string } };
export type Offered = Answer<'/api/events/{eventId}/devices/events'>;

/** What stands in the form of a new phone, whether it was sent or only searched in. */
export interface PairingForm {
  values: { deviceName: string; role: string; expiresAt: string; eventSearch: string };
  gateIds: string[];
  otherEvents: { eventId: string; gateIds: string[] }[];
}
export type SentPairing = PairingForm & { offered: Offered; errors: Record<string, string>; general?: string };

/** The further events that the form offers: those ticked already, and those found. */
export async function offeredEvents(request: Request, form?: PairingForm): Promise<Offered> {
  const path = { eventId: request.params.id };
  const chosen = form?.otherEvents.map(({ eventId }) => eventId).join(',');
  const query = { q: form?.values.eventSearch || undefined, chosen: chosen || undefined };
  return must(await api(request).GET('/api/events/{eventId}/devices/events', { params: { path, query } }));
}

/** A submit button of its own searches, so that without script, too, nothing that was typed is lost. */
export async function findEvents(request: Request) {
  const form = await formOf(request);
  return { unpaired: { ...form, offered: await offeredEvents(request, form), errors: {} } as SentPairing };
}

export async function pairDevice(request: Request) {
  const form = await formOf(request);
  const { values, gateIds, otherEvents } = form;
  const path = { eventId: request.params.id };
  const { zone } = must(await api(request).GET('/api/events/{eventId}', { params: { path } }));
  const orAll = (ids: string[]) => (ids.length ? ids : null);
  const body = {
    name: values.deviceName,
    role: values.role === 'supervisor' ? ('supervisor' as const) : ('scanner' as const),
    gateIds: orAll(gateIds),
    otherEvents: otherEvents.map((other) => ({ eventId: other.eventId, gateIds: orAll(other.gateIds) })),
    expiresAt: values.expiresAt ? moment(values.expiresAt, zone) : null,
  };
  const answer = await api(request).POST('/api/events/{eventId}/devices', { params: { path }, body });
  if (answer.response.ok) return { pairing: must(answer) };
  const problem = problemOf(answer);
  const offered = await offeredEvents(request, form);
  const errors = Object.fromEntries(
    Object.entries(messagesByField(problem)).map(([field, message]) => [inputOf(field, form, offered), message]),
  );
  const general = problem.errors?.length ? {} : { general: textOf(problem) };
  return fail(problem.status, { unpaired: { ...form, offered, errors, ...general } as SentPairing });
}

async function formOf({ request }: Request): Promise<PairingForm> {
  const data = await request.formData();
  const text = (name: string) => String(data.get(name) ?? '').trim();
  const all = (name: string) => data.getAll(name).map(String);
  return {
    values: {
      deviceName: text('deviceName'),
      role: text('role'),
      expiresAt: text('expiresAt'),
      eventSearch: text('eventSearch'),
    },
    gateIds: all('gateIds'),
    otherEvents: all('eventIds').map((eventId) => ({ eventId, gateIds: all(`gateIds-${eventId}`) })),
  };
}

/** Which input of the form a fault of the API is about; an event that is offered no longer has none. */
function inputOf(field: string, { otherEvents }: PairingForm, { events }: Offered): string {
  if (field === 'name') return 'deviceName';
  const [first = '', nth = '', part] = field.split('.');
  if (first !== 'otherEvents') return first;
  const eventId = otherEvents[Number(nth)]?.eventId;
  if (!events.some(({ id }) => id === eventId)) return first;
  return part === 'gateIds' ? `gateIds-${eventId}` : `event-${eventId}`;
}
